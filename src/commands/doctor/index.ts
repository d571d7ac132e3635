/** `doctor`: what of this machine the program can use, and what would repair the rest. */
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseValue } from '../../host/misuse.ts'
import { doctorLines, type Finding } from '../../ui/doctor.ts'
import type { Noun } from '../verb.ts'
import { type CheckName, checkNames, runChecks } from './checks.ts'

export const doctorNoun: Noun = {
  name: 'doctor',
  examples: [
    '2fa-rescue doctor',
    '2fa-rescue doctor --verbose',
    '2fa-rescue doctor clock network',
    '2fa-rescue doctor keychain --json',
  ],
  add: (command, perform, words) =>
    command
      .argument('[check...]', words.doctor.check(checkNames))
      .option('--verbose', words.doctor.verbose)
      .action((names: readonly string[], given: { readonly verbose?: true }) =>
        perform((host) => doctor(names, given.verbose ?? false, host)),
      ),
  verbs: [],
}

async function doctor(typed: readonly string[], verbose: boolean, host: Host): Promise<Exit> {
  const findings = await runChecks(parseNames(typed), host)
  const failed = findings.some(({ status }) => status === 'failed')
  host.result({
    json: { ok: !failed, checks: findings.map(findingJson) },
    text: doctorLines(findings, verbose, host),
  })
  return failed ? exits.no : exits.yes
}

/** The checks that were named, or all of them. Throws `misused`. */
function parseNames(typed: readonly string[]): readonly CheckName[] {
  const names = typed.map(
    (text) => checkNames.find((name) => name === text) ?? refuseValue('CHECK', checkNames.join(', ')),
  )
  return names.length === 0 ? checkNames : checkNames.filter((name) => names.includes(name))
}

const findingJson = ({ check, status, text, reason, repair }: Finding): object => ({
  check,
  status,
  text,
  reason: reason ?? null,
  repair: repair ?? null,
})
