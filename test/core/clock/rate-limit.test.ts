import { describe, expect, it } from 'vitest'
import { limitRate } from '../../../src/core/clock/rate-limit.ts'
import { readClock } from '../../../src/core/clock/read.ts'
import { type ServerScript, scriptedTime } from '../../support/time-source.ts'

const limits = { warning: 5, critical: 15 }
const good: ServerScript = { offset: 0.1 }
const kiss: ServerScript = { packet: { stratum: 0, referenceId: '1380013125' } }
const servers = [1, 2].map((port) => ({ host: 'a.example', port }))

/** The same measurement again and again, `every` so many seconds. */
async function watched(first: ServerScript, times: number, every: number) {
  const scripts = { '192.0.2.1:1': first, '192.0.2.1:2': good }
  const time = scriptedTime(scripts, { 'a.example': ['192.0.2.1'] })
  const polite = limitRate(time)
  const verdicts = []
  for (let turn = 0; turn < times; turn += 1) {
    verdicts.push(await readClock(polite, { servers, limits }))
    await polite.sleep(every, undefined)
  }
  return { verdicts, time }
}

describe('a run that measures again and again', () => {
  it('does not ask again whoever asked for that, and goes on saying so', async () => {
    const { verdicts, time } = await watched(kiss, 3, 64)
    const states = verdicts.map(({ sources }) => sources.map(({ state, reject }) => reject ?? state))
    expect(states).toEqual([
      ['KISS', 'used'],
      ['KISS', 'used'],
      ['KISS', 'used'],
    ])
    expect(time.questions.map(({ to }) => to)).toEqual([
      '192.0.2.1:1',
      '192.0.2.1:2',
      '192.0.2.1:2',
      '192.0.2.1:2',
    ])
  })

  it('asks again after a kiss that is not genuine', async () => {
    const { time } = await watched({ packet: { stratum: 0, origin: 5 } }, 2, 64)
    expect(time.questions.length).toBe(4)
  })

  it('looks names up once an hour', async () => {
    expect((await watched(good, 3, 64)).time.lookups.length).toBe(1)
    expect((await watched(good, 3, 1900)).time.lookups.length).toBe(2)
  })
})
