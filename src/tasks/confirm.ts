/** Yes or no, before something is changed. */
import { RescueError } from '../core/errors.ts'
import type { Host } from '../host/host.ts'

/** True without asking where `--yes` was given. Throws `needs-yes` where there is nobody to ask. */
export async function agreed(host: Host, message: string, preset = true): Promise<boolean> {
  if (host.settings.yes) return true
  const prompt = await host.prompt().catch((error: unknown) => {
    throw isUnattended(error) ? new RescueError({ code: 'needs-yes' }) : error
  })
  return prompt.confirm({ message, preset })
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
