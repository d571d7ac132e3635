/**
 * The directory: whole runs for a service that only the directory knows beside one with a card, which never reads it, and
 * what reading, joining and searching it costs within a process.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, printRatios, ratio, say, untilExit } from './measure.mjs'

const inDist = (name) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url))

/** The target of using it, in milliseconds. */
const target = 15

export async function bench({ home, runs, bin, env }) {
  const answers = join(home, 'answers.json')
  await writeFile(answers, '{}')
  const services = JSON.parse(await readFile(inDist('directory.json'), 'utf8'))
  const listed = services[Math.floor(services.length / 2)].name
  const plan = (name) => () => {
    const args = ['diagnose', 'nothing-to-enter', '--service', name, '--answers', answers, '--offline']
    return untilExit([bin, ...args], { env, cwd: home })
  }
  const row = { what: 'diagnose --service, from the directory', beside: 'with a card', runs }
  printRatios([await ratio(row, plan(listed), plan('google'))])
  say(`\nThe directory, ${services.length} services: ${await useIt(listed, runs)}`)
}

/**
 * Milliseconds of the processor, which a busy machine does not stretch, until a name of it is known: the file read and
 * parsed, its services joined to the cards, the name searched. The first time counts: a run needs it once.
 */
async function useIt(name, runs) {
  const { addDirectory, findCard } = await import('../../dist/library/flow.js')
  const { book } = JSON.parse(await readFile(inDist('flows.json'), 'utf8'))
  const cards = JSON.parse(await readFile(inDist('cards.json'), 'utf8'))
  findCard({ ...book, cards }, 'service', name)
  const used = () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  const took = []
  for (let run = 0; run < runs; run += 1) {
    const from = used()
    const services = JSON.parse(await readFile(inDist('directory.json'), 'utf8'))
    const found = findCard(addDirectory({ ...book, cards }, services), 'service', name)
    took.push(used() - from)
    if (found === undefined) throw new Error(`${name} is not found`)
  }
  const [first = 0] = took
  const verdict = first <= target ? 'met' : 'missed'
  return `read, joined and searched in ${first.toFixed(1)} ms of the processor the first time, ${median(took).toFixed(1)} ms as a median of ${runs} (target ${target} ms: ${verdict})`
}
