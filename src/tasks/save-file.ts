/** A file the person wants written: asked for by name until there is one that can be written. */
import { RescueError } from '../core/errors.ts'
import type { Host } from '../host/host.ts'

/** What is asked, and what the file may be called. */
interface Wish {
  readonly message: string
  readonly preset: string
  readonly endings: readonly string[]
  /** The file's text, for one of the endings. */
  readonly content: (ending: string) => string
}

/** Writes the file, for this person's eyes only and never over another one. Answers with its name as it was typed. */
export async function writeAsked(host: Host, { message, preset, endings, content }: Wish): Promise<string> {
  const { file: words } = host.words.kit
  const prompt = await host.prompt()
  const endingOf = (name: string): string | undefined => endings.find((ending) => name.endsWith(ending))
  for (;;) {
    const name = await prompt.text({
      message,
      preset,
      check: (text) => (endingOf(text.trim()) === undefined ? words.ending(endings.join(', ')) : undefined),
    })
    const path = name.trim()
    try {
      await host.files.write(host.files.resolve(path), content(endingOf(path) ?? ''), { fresh: true })
      return path
    } catch (error) {
      host.hint(complaint(error, host))
    }
  }
}

/** Why a file could not be written; what is no such failure is thrown on. */
function complaint(error: unknown, host: Host): string {
  const { taken, cannot } = host.words.kit.file
  const problem = error instanceof RescueError ? error.problem : undefined
  if (problem?.code === 'exists') return taken
  if (problem?.code === 'unwritable') return cannot(problem.file, problem.reason)
  throw error
}
