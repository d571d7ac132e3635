/** Commander, and one question with a list of answers. */
import { select } from '@inquirer/prompts'
import { Command } from 'commander'

const program = new Command('peer').description('A program that asks one question').version('1.0.0')
program.command('ask').action(async () => {
  await select({
    message: 'What makes the code?',
    choices: ['An app on my phone', 'A key that I plug in', 'It is sent to me', 'I do not know'],
  })
})
await program.parseAsync()
