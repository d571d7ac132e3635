/** Yes or no, before something is changed. */
import { RescueError } from '../core/errors.ts'
import type { Host } from '../host/host.ts'

/** True without asking where `--yes` was given. Throws `needs-yes` where there is nobody to ask. */
export async function askToConfirm(host: Host, message: string, preset = true): Promise<boolean> {
  if (host.settings.yes) return true
  const prompt = await host.prompt().catch((error: unknown) => {
    throw isUnattended(error) ? new RescueError({ code: 'needs-yes' }) : error
  })
  return prompt.confirm({ message, preset })
}

/**
 * Whether something is removed for good: the person types its name (case and the width of letters do not matter). True
 * without asking with `--yes`. False for an empty answer. Throws `needs-yes` where there is nobody to ask.
 */
export async function confirmByName(host: Host, message: string, names: readonly string[]): Promise<boolean> {
  if (host.settings.yes) return true
  const prompt = await host.prompt().catch((error: unknown) => {
    throw isUnattended(error) ? new RescueError({ code: 'needs-yes' }) : error
  })
  const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase()
  const { typeName, otherName } = host.words.confirm
  const [name = ''] = names
  const typed = await prompt.text({
    message: `${message} ${typeName(name)}`,
    check: (text) =>
      fold(text) === '' || names.some((one) => fold(one) === fold(text)) ? undefined : otherName(name),
  })
  return fold(typed) !== ''
}

/** Whether somebody can be asked at all. */
export async function isAttended(host: Host): Promise<boolean> {
  return host.prompt().then(
    () => true,
    (error: unknown) => {
      if (isUnattended(error)) return false
      throw error
    },
  )
}

export const isUnattended = (error: unknown): boolean =>
  error instanceof RescueError && error.problem.code === 'needs-terminal'
