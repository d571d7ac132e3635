/** Every dependency that is held back has its reason in CONTRIBUTING.md. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
  readonly overrides: Readonly<Record<string, string>>
}

it('gives a reason for every version that is held back', () => {
  const { devDependencies, optionalDependencies, overrides }: Manifest = JSON.parse(read('package.json'))
  const [, section = ''] = read('CONTRIBUTING.md').split('## Dependencies\n')
  const reasons = [...section.matchAll(/^\| (.+?) \|/gm)].map(([, names]) => names).join(', ')
  const all = { ...devDependencies, ...optionalDependencies, ...overrides }
  const held = Object.keys(all).filter((name) => !all[name]?.startsWith('^'))
  expect(held).toContain('commander')
  expect(held.filter((name) => !new RegExp(`(^|[ \`])${name}($|[ ,\`)])`).test(reasons))).toEqual([])
})

it('pins the actions of the workflows by commit', () => {
  for (const name of ['ci.yml', 'release.yml']) {
    const used = read(`.github/workflows/${name}`).match(/uses: .*/g) ?? []
    expect(used.length).toBeGreaterThan(1)
    expect(used.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  }
})
