/** A program of commander alone, with as many commands as ours has at its top level. */
import { Command } from 'commander'

const program = new Command('peer').description('A program with eight commands').version('1.0.0')
const names = ['diagnose', 'clock', 'backup', 'totp', 'qr', 'store', 'flow', 'config']
for (const name of names)
  program
    .command(name)
    .description(`The command ${name}`)
    .action(() => {})
await program.parseAsync()
