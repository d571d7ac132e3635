/** A file the person wants written: asked for by name until there is one that can be written. */
import { RescueError } from '../core/errors.ts'
import type { Host } from '../host/host.ts'

/** What is asked, and what the file may be called. */
interface Wish {
  readonly message: string
  readonly preset: string
  readonly extensions: readonly string[]
  /** The file's text, for one of the extensions. */
  readonly content: (extension: string) => string
}

/** Writes the file, for this person's eyes only and never over another one. Answers with its name as it was typed. */
export async function writeAsked(
  host: Host,
  { message, preset, extensions, content }: Wish,
): Promise<string> {
  const { file: words } = host.words.checkUp
  const prompt = await host.prompt()
  const findExtension = (name: string): string | undefined =>
    extensions.find((extension) => name.endsWith(extension))
  for (;;) {
    const name = await prompt.text({
      message,
      preset,
      check: (text) =>
        findExtension(text.trim()) === undefined ? words.extension(extensions.join(', ')) : undefined,
    })
    const path = name.trim()
    try {
      await host.files.write(host.files.resolve(path), content(findExtension(path) ?? ''), { fresh: true })
      return path
    } catch (error) {
      host.hint(explainUnwritten(error, host))
    }
  }
}

/** Why a file could not be written; what is no such failure is thrown on. */
export function explainUnwritten(error: unknown, host: Host): string {
  const { taken, cannot } = host.words.checkUp.file
  const problem = error instanceof RescueError ? error.problem : undefined
  if (problem?.code === 'exists') return taken
  if (problem?.code === 'unwritable') return cannot(problem.file, problem.reason)
  throw error
}
