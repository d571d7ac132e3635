import { Chalk } from 'chalk'
import { type Palette, plain } from '../ui/palette.ts'

/** Colours by role, or none. */
export function openPalette(colour: boolean): Palette {
  if (!colour) return plain
  const chalk = new Chalk({ level: 1 })
  return { title: chalk.bold.cyan, strong: chalk.bold, faint: chalk.dim, good: chalk.green, warn: chalk.yellow, bad: chalk.red }
}
