/**
 * What the parts of the bench share: whole processes timed in turns, so that a busy machine slows both alike, and
 * figures printed as ratios.
 */
import { spawnSync } from 'node:child_process'

/** The environment of what is measured: none of the person's settings, nothing that slows Node itself, a home of its own. */
export function environment(home) {
  return {
    PATH: process.env.PATH,
    HOME: home,
    XDG_STATE_HOME: `${home}/state`,
    XDG_CONFIG_HOME: `${home}/config`,
    XDG_DATA_HOME: `${home}/data`,
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm-256color',
    TWOFA_RESCUE_LANG: 'en',
  }
}

/** Milliseconds of a whole process of this Node. Throws where it ends with another status than `expected`. */
export function untilExit(args, { env, cwd, input, expected = 0 }) {
  const from = performance.now()
  const { status } = spawnSync(process.execPath, args, {
    cwd,
    env,
    ...(input === undefined ? { stdio: 'ignore' } : { input, stdio: ['pipe', 'ignore', 'ignore'] }),
  })
  if (status !== expected) throw new Error(`${args.join(' ')} ended with ${status}`)
  return performance.now() - from
}

/** Ours and the other in turns: A B A B …; the first pair only warms the disk. */
export async function ratio({ what, target, beside, runs }, ours, other) {
  const mine = []
  const its = []
  for (let run = -1; run < runs; run += 1) {
    const [a, b] = [await ours(), await other()]
    if (run < 0) continue
    mine.push(a)
    its.push(b)
  }
  const pairs = mine.map((value, index) => value / its[index])
  return {
    what,
    beside,
    target,
    mine: median(mine),
    its: median(its),
    ratio: median(mine) / median(its),
    spread: [quantile(pairs, 0.25), quantile(pairs, 0.75)],
  }
}

/** The value below which a part (0–1) of the values lies. */
export function quantile(values, part) {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)]
}

export function median(values) {
  return quantile(values, 0.5)
}

/** A table of ratios, with what they were to reach. */
export function printRatios(rows) {
  say('| what | ms | beside | ms | ratio | middle half | target |')
  say('| --- | --: | --- | --: | --: | --: | --: |')
  for (const { what, beside, target, mine, its, ratio, spread } of rows) {
    const verdict = target === undefined ? '' : `${target} ${ratio <= target ? 'met' : 'missed'}`
    say(
      `| ${what} | ${mine.toFixed(0)} | ${beside} | ${its.toFixed(0)} | ${ratio.toFixed(2)} | ${spread.map((value) => value.toFixed(2)).join('–')} | ${verdict} |`,
    )
  }
}

/** The machine, once above all figures. */
export function printHead({ runs }) {
  say(
    `Node ${process.versions.node}, ${process.platform}-${process.arch}, ${runs} runs each in turns, medians\n`,
  )
}

export function say(text) {
  process.stdout.write(`${text}\n`)
}
