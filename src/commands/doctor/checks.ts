/** The checks of `doctor`. Each looks at one thing, and answers instead of failing. */
import { formatServer } from '../../core/clock/servers.ts'
import type { ClockVerdict } from '../../core/clock/verdict.ts'
import { RescueError } from '../../core/errors.ts'
import { cardKinds } from '../../core/flow/lists.ts'
import type { Host } from '../../host/host.ts'
import { readFlows } from '../../tasks/load-flows.ts'
import { measureClock } from '../../tasks/measure-clock.ts'
import { namesAskedFirst, whomToAsk } from '../../tasks/time-servers.ts'
import { offsetPhrase } from '../../ui/clock.ts'
import type { Finding, Found } from '../../ui/doctor.ts'
import { checkKeychain, checkStore } from './store-checks.ts'

export const checkNames = ['node', 'terminal', 'keychain', 'store', 'clock', 'network', 'flows'] as const
export type CheckName = (typeof checkNames)[number]

/** The oldest Node that the package promises to run on, as in package.json. */
const oldestNode = { major: 20, minor: 19 }

/** The narrowest window in which everything fits. */
const narrowest = 40

/** Seconds after which somebody who waits is told what for. */
const patience = 1

/** Runs the checks at the same time; answers in their order. */
export async function runChecks(names: readonly CheckName[], host: Host): Promise<readonly Finding[]> {
  // Two checks look at one measurement.
  let measured: Promise<ClockVerdict | undefined> | undefined
  const measure = (): Promise<ClockVerdict | undefined> => {
    measured ??= measureClock(host)
    return measured
  }
  const checks: Readonly<Record<CheckName, () => Promise<Found> | Found>> = {
    node: () => checkNode(host),
    terminal: () => checkTerminal(host),
    keychain: () => checkKeychain(host),
    store: () => checkStore(host),
    clock: async () => judgeClock(await measure(), host),
    network: async () => judgeNetwork(await measure(), host),
    flows: () => checkFlows(host),
  }
  const waiting = setTimeout(() => host.note(host.words.doctor.waiting), patience * 1000)
  try {
    return await Promise.all(names.map(async (check) => ({ check, ...(await checks[check]()) })))
  } finally {
    clearTimeout(waiting)
  }
}

function checkNode({ runtime, words }: Host): Found {
  const { node } = words.doctor
  const [major = 0, minor = 0] = runtime.node.split('.').map(Number)
  const isOld = major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor)
  const oldest = `${oldestNode.major}.${oldestNode.minor}`
  const text = node.is(runtime.node, runtime.platform)
  return isOld
    ? { status: 'failed', text, reason: node.needs(oldest), repair: node.install(oldest) }
    : { status: 'ok', text, reason: node.needs(oldest) }
}

function checkTerminal({ terminal, words }: Host): Found {
  const { terminal: said } = words.doctor
  if (!terminal.outIsTerminal || !terminal.errIsTerminal)
    return { status: 'warning', text: said.none, reason: said.noneMeans, repair: said.open }
  const { columns, rows } = terminal.size()
  const text = said.is(columns, rows)
  if (columns < narrowest) return { status: 'warning', text, reason: said.narrow(narrowest) }
  if (!terminal.unicode)
    return { status: 'warning', text: said.ascii(columns, rows), reason: said.asciiMeans }
  return { status: 'ok', text, reason: said.unicode }
}

function judgeClock(verdict: ClockVerdict | undefined, host: Host): Promise<Found> | Found {
  const { clock, doctor } = host.words
  if (verdict === undefined) return { status: 'skipped', text: doctor.offline }
  if (verdict.status === 'unknown')
    return { status: 'skipped', text: clock.unknown[verdict.reason], reason: doctor.clock.seeNetwork }
  const text = clock.clockIs(offsetPhrase(verdict, host.words))
  const reason = doctor.clock.limits(verdict.limits.warning, verdict.limits.critical)
  return verdict.status === 'ok' ? { status: 'ok', text, reason } : findClockRepair(verdict, text, host)
}

async function findClockRepair({ status }: ClockVerdict, text: string, host: Host): Promise<Found> {
  const { kind } = await host.timeService()
  const { clock, doctor } = host.words
  return {
    status: status === 'critical' ? 'failed' : 'warning',
    text,
    reason: doctor.clock.matters,
    repair: clock.repairs[kind],
  }
}

function judgeNetwork(verdict: ClockVerdict | undefined, host: Host): Found {
  const { clock, doctor } = host.words
  const { network } = doctor
  if (verdict === undefined) return { status: 'skipped', text: doctor.offline }
  const { counts, method, sources } = verdict
  const asked = namesAskedFirst(whomToAsk(host)).join(', ')
  if (counts.valid === 0) {
    const silent = verdict.status === 'unknown' ? clock.unknown[verdict.reason] : ''
    const each = sources.map(({ name, port, state }) =>
      network.server(name.startsWith('https://') ? name : formatServer({ host: name, port }), state),
    )
    return {
      status: 'failed',
      text: network.none(asked),
      reason: [silent, ...each].join('; '),
      repair: network.try,
    }
  }
  if (method === 'https' && whomToAsk(host).https?.when !== 'only')
    return { status: 'warning', text: network.webOnly, reason: network.blocked(asked), repair: network.open }
  return { status: 'ok', text: network.answered(counts.valid, counts.asked), reason: network.asked(asked) }
}

async function checkFlows(host: Host): Promise<Found> {
  const { flows } = host.words.doctor
  try {
    const { book, folder } = await readFlows(host, undefined)
    const count = Object.keys(book.flows).length
    const cards = cardKinds.reduce((sum, kind) => sum + Object.keys(book.cards[kind]).length, 0)
    const reason = folder === undefined ? flows.shippedOnly : flows.own(folder)
    return { status: 'ok', text: flows.count(count, cards), reason }
  } catch (error) {
    if (!(error instanceof RescueError)) throw error
    const { message } = host.words.errors.say(error.problem)
    const { code } = error.problem
    const repair = code === 'bad-flow' ? '2fa-rescue flow check' : '2fa-rescue config show'
    return { status: 'failed', text: message, reason: flows.ownBroken, repair }
  }
}
