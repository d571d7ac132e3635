/**
 * The shells whose command lines can be completed. The script of each (`completions/`) hands over the words up to the
 * cursor as arguments, and offers the lines that come back. It evaluates nothing of them: a command line may hold anything.
 */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof shells)[number]

/** The file of each shell's script, named as the shell finds it in its own folder. */
export const scriptFiles: Readonly<Record<Shell, string>> = {
  bash: '2fa-rescue.bash',
  zsh: '_2fa-rescue',
  fish: '2fa-rescue.fish',
  powershell: '2fa-rescue.ps1',
}

/** The command that the scripts call; people do not see it. */
export const completeCommand = '__complete'
