/** The details for support: a form to fill in and print. What is written stays in the page. */
import { fill, fillLinks } from '../core/flow/fill.ts'
import type { Stop } from '../core/flow/stop.ts'
import { warningBlocks } from '../ui/diagnose.ts'
import type { Block } from '../ui/screen.ts'
import { blockElements } from './blocks.ts'
import { button, choices, textField } from './dom.ts'
import type { StopScene } from './scene.ts'

/** The form, what to bring, and the official pages. */
export function collectScreen(scene: StopScene, stop: Stop & { kind: 'collect' }): readonly HTMLElement[] {
  const { texts, words, notes, take } = scene
  const { ask, help, fields, bring, links } = stop.collect
  const before: readonly Block[] = [
    { kind: 'title', text: fill(ask, texts) },
    ...(help === undefined ? [] : [{ kind: 'text', text: fill(help, texts) } as const]),
    { kind: 'caution', text: words.page.collect.care },
    ...warningBlocks(stop.warnings, texts),
  ]
  const after: readonly Block[] = [
    ...(bring === undefined ? [] : [{ kind: 'title', text: words.checkUp.collect.bring } as const]),
    ...(bring ?? []).map((text): Block => ({ kind: 'item', mark: '-', text: fill(text, texts) })),
    ...fillLinks(links ?? [], texts).map(
      ({ label, url }): Block => ({ kind: 'verbatim', about: label, text: url }),
    ),
  ]
  const written = fields.map(({ id, label, help }) => {
    const key = `${stop.flow}/${stop.step}/${id}`
    const field = textField(
      `detail-${id}`,
      fill(label, texts),
      help === undefined ? {} : { help: fill(help, texts) },
    )
    field.input.value = notes.get(key) ?? ''
    field.input.addEventListener('input', () => notes.set(key, field.input.value))
    return field.node
  })
  return [
    ...blockElements(before, words),
    ...written,
    ...blockElements(after, words, true),
    choices([
      button(words.page.collect.sheet, () => print()),
      button(words.checkUp.collect.go, () => take({ seen: true }), { class: 'main', value: 'go' }),
    ]),
  ]
}
