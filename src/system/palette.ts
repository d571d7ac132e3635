import { Chalk } from 'chalk'
import type { Palette } from '../ui/palette.ts'

/** Colours by role. */
export function openPalette(): Palette {
  const chalk = new Chalk({ level: 1 })
  return {
    title: (text) => chalk.bold.cyan(text),
    faint: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
  }
}
