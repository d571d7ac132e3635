import { describe, expect, it } from 'vitest'
import { ctrlC, home, type Line, play, walkFile } from '../support/play.ts'

const begin: Line = ['Ready?', 'Begin']

/** As far as the first remedy for codes that an app on the phone makes. */
const refused: readonly Line[] = [
  begin,
  ['closest', 'My code is not accepted'],
  ['Did anything change', 'No, it worked'],
  ['Which of these hold', 'I do not know'],
  ['Which account', 'Google'],
  ['Which way', 'Let the phone set its own clock'],
]

describe('the first screen', () => {
  it('says to stop and keep, and names the time servers before it asks them', async () => {
    const { exit, err, out, queries } = await play('diagnose', { person: [['Ready?', ctrlC]] })
    expect(exit).toBe(130)
    expect(out).toBe('')
    expect(err).toContain('do not sign out anywhere')
    expect(err.replace(/\n/g, ' ')).toContain('time.google.com, time.aws.com, time.facebook.com')
    expect(queries).toBeLessThanOrEqual(3)
  })

  it('is about what the flow is for where nobody is locked out', async () => {
    const { err } = await play('diagnose prevent --offline', { person: [['Ready?', ctrlC]], clock: 0 })
    expect(err).toContain('Be ready for next time')
    expect(err).not.toMatch(/way back in|lock the account/)
  })

  it('takes a service in the place of a flow', async () => {
    const { err, asked } = await play('diagnose google --offline', {
      clock: 0,
      person: [begin, ['closest', 'I have no code to enter'], ['What do you still have?', ctrlC]],
    })
    expect(asked).toHaveLength(3)
    expect(err).not.toContain('no flow')
  })

  it.each([
    ['en_US.UTF-8', 'begin', 'Several have this name', ['GitLab.com', 'GitLab (own server)']],
    ['ja_JP.UTF-8', '始める', '同じ名前のものがいくつかあります', ['GitLab.com', 'GitLab（自分のサーバー）']],
  ] as const)(
    'asks which one is meant where several have the name (%s)',
    async (lang, start, question, names) => {
      const { asked } = await play('diagnose gitlab --offline', {
        clock: 0,
        env: { LANG: lang },
        person: [start === 'begin' ? begin : ['始めますか', start], [question, ctrlC]],
      })
      expect(asked.at(-1)?.choices).toEqual(names)
    },
  )

  it('says which name may be meant where none fits', async () => {
    const { err } = await play('diagnose --service gihub --offline', {
      clock: 0,
      person: [['Ready?', ctrlC]],
    })
    expect(err.replace(/\n/g, ' ')).toContain('there is no specific advice here for “gihub”')
    expect(err).toContain('Did you mean GitHub?')
  })

  it('says which one was taken where nobody can be asked', async () => {
    const { err } = await play('diagnose nothing-to-enter --service zoom --answers a.yaml --offline', {
      files: { 'a.yaml': '{}' },
      clock: 0,
    })
    expect(err.replace(/\n/g, ' ')).toContain(
      '“zoom” is taken as Zoom (your own account); also called so: Zoom (work or school)',
    )
  })

  it('takes no service in the place of a flow beside another', async () => {
    const { exit, err } = await play('diagnose google --service github', {})
    expect(exit).toBe(2)
    expect(err).toContain('there is no flow called google')
  })

  it('asks no server when offline, and says so', async () => {
    const { err, queries } = await play('diagnose --offline', { person: [['Ready?', ctrlC]], clock: 0 })
    expect(err).toContain('Offline: no time server is asked')
    expect(queries).toBe(0)
  })

  it.each([
    ['prevent', 'en', 'Ready?', 'Be ready for next time\nFive measures against being locked out'],
    ['prevent', 'ja', '始めますか', '次に困らないための準備\nログインできなくなるのを防ぐ5つの備え'],
    ['support-kit', 'en', 'Ready?', 'Prepare for the support\nWhat support asks for, and where to ask it.'],
    ['support-kit', 'ja', '始めますか', '問い合わせの準備をする\n窓口で聞かれることと、公式の窓口。'],
  ])('is about its own matter where nobody is locked out: %s, %s', async (flow, language, ready, said) => {
    const { err } = await play(`diagnose ${flow} --lang ${language}`, { person: [[ready, ctrlC]] })
    expect(err).toContain(said)
    expect(err).not.toMatch(/way back in|Stop here for a moment|ログインできる方法を|手を止め/)
  })

  it('offers the other language and goes on in it', async () => {
    const { asked } = await play('diagnose', {
      person: [
        ['Ready?', '日本語で続ける'],
        ['始めますか', '始める'],
        ['どれに近いですか', 'コードを入力しても通らない'],
        ['何かありましたか', ctrlC],
      ],
    })
    expect(asked[0]?.choices).toContain('日本語で続ける')
    expect(asked[1]?.choices).toContain('Continue in English')
  })

  it('offers it on every page of a small first screen', async () => {
    const { asked } = await play('diagnose --lang ja', {
      columns: 40,
      rows: 16,
      person: [
        ['1ページ目', 'Continue in English'],
        [/Page 1|Ready/, ctrlC],
      ],
    })
    expect(asked).toHaveLength(2)
  })

  it('is the whole program in a terminal without a command', async () => {
    const { exit, asked } = await play('', { person: [['Ready?', ctrlC]] })
    expect(exit).toBe(130)
    expect(asked).toHaveLength(1)
  })
})

describe('a walk', () => {
  it('leads to a remedy, and to the end when it worked', async () => {
    const { exit, err, files } = await play('diagnose', {
      clock: 0,
      rows: 60,
      person: [...refused, ['Did that work?', 'Yes, I am in'], ['last page', 'Finish']],
    })
    expect(exit).toBe(0)
    expect(err).toContain('Way 1: Let the phone set its own clock')
    expect(err).toContain('You are in again. Well done.')
    expect(files[walkFile]).toBeUndefined()
  })

  it('goes on to the next remedy when one failed or cannot be done', async () => {
    const { err } = await play('diagnose', {
      rows: 60,
      person: [
        ...refused,
        ['Did that work?', 'No, what else'],
        ['Which way', 'Type a fresh code at once'],
        ['Did that work?', 'I cannot do this'],
        ['Which way', 'Find the entry of this account'],
        ['Did that work?', ctrlC],
      ],
    })
    expect(err).toMatch(/Way 1: .*\n[\s\S]*Way 2: .*\n[\s\S]*Way 3: /)
  })

  it('ends with 1 when nothing helped', async () => {
    const book = { ...(await import('../support/flows.ts')).shippedBook() }
    const short = {
      ...book,
      flows: {
        ...book.flows,
        short: {
          title: 'Short',
          start: 'ways',
          steps: { ways: { kind: 'plan', remedies: ['restart-app'] } },
        },
      },
    } as const
    const { exit, err } = await play('diagnose short', {
      book: short as unknown as typeof book,
      rows: 60,
      person: [begin, ['Did that work?', 'No, what else'], ['last page', 'Finish']],
    })
    expect(exit).toBe(1)
    expect(err).toContain('These are all the ways that are known here.')
  })

  it('goes back from anywhere but the first question', async () => {
    const { asked } = await play('diagnose', {
      rows: 60,
      person: [
        ...refused,
        ['Did that work?', 'Back'],
        ['Which way', 'Back'],
        ['Which account', 'Back'],
        ['Which of these hold', 'Back'],
        ['Did anything change', 'Back'],
        ['closest', ctrlC],
      ],
    })
    expect(asked.at(-1)?.choices).not.toContain('Back')
  })

  it('measures once: going back does not ask the servers again', async () => {
    const { queries } = await play('diagnose', {
      clock: 0,
      rows: 60,
      person: [
        ...refused,
        ['Did that work?', 'Back'],
        ['Which way', 'Back'],
        ['Which account', 'Facebook'],
        ['Which way', ctrlC],
      ],
    })
    expect(queries).toBe(3)
  })

  it('asks the service only where it is not known', async () => {
    const { asked } = await play('diagnose --service gmail', {
      rows: 60,
      person: [
        begin,
        ['closest', 'My code'],
        ['Did anything', 'No, it worked'],
        ['Which of these hold', 'I do not know'],
        ['Which way', ctrlC],
      ],
    })
    expect(asked.map(({ message }) => message)).not.toContain('Which account do you want to get into?')
  })

  it('says that a service has no card, and goes on', async () => {
    const { err } = await play('diagnose --service Examplebank', { person: [['Ready?', ctrlC]] })
    expect(err).toContain('there is no specific advice here for “Examplebank”')
  })

  it('advises a pause after two failed codes, and shows other ways first', async () => {
    const book = (await import('../support/flows.ts')).shippedBook()
    const attempts = ['use-fresh-code', 'pick-right-entry', 'use-latest-backup-set']
    expect(attempts.map((id) => book.remedies[id]?.attempt)).toEqual([true, true, true])
    const steps = { ways: { kind: 'plan', remedies: [...attempts, 'check-method'] } }
    const short = {
      ...book,
      flows: { ...book.flows, short: { title: 'Short', start: 'ways', steps } },
    } as unknown as typeof book
    const { err } = await play('diagnose short', {
      book: short,
      rows: 60,
      person: [
        begin,
        ['Which way', 'Type a fresh code at once'],
        ['work?', 'No'],
        ['Which way', 'Find the entry of this account'],
        ['work?', 'No'],
        ['Which way', 'Read what the page asks for'],
        ['work?', 'No'],
        ['work?', ctrlC],
      ],
    })
    expect(err).toContain('Way 3: Read what the page asks for')
    expect(err.slice(err.indexOf('Way 4'))).toContain('If two codes have been refused')
    expect(err.slice(0, err.indexOf('Way 4'))).not.toContain('If two codes have been refused')
  })
})

describe('the clock in a walk', () => {
  const onComputer: readonly Line[] = [
    begin,
    ['closest', 'My code'],
    ['Did anything', 'No, it worked'],
    ['Which of these hold', 'This computer makes the code'],
    ['Which account', 'I do not know'],
    ['Which way', 'Set this computer’s clock right'],
  ]

  it('names this computer’s clock where it is off and makes the codes', async () => {
    const { err } = await play('diagnose', {
      clock: -90,
      rows: 60,
      person: [...onComputer, ['Did that work?', ctrlC]],
    })
    expect(err).toContain('This computer’s clock is 90 s ahead')
    expect(err).toContain('Way 1: Set this computer’s clock right')
  })

  it('can be measured again after it was put right', async () => {
    const { err } = await play('diagnose', {
      clock: -90,
      rows: 60,
      person: [
        ...onComputer,
        ['Did that work?', 'Measure this computer’s clock again'],
        ['Did that work?', ctrlC],
      ],
    })
    expect(err.match(/90 s ahead/g)).toHaveLength(2)
  })

  it('says that a good result is no word about the phone', async () => {
    const { err } = await play('diagnose', {
      clock: 0,
      rows: 60,
      person: [...refused, ['Did that work?', ctrlC]],
    })
    expect(err).toContain('a phone has a clock of its own')
  })

  it('goes on where it could not be measured', async () => {
    const { err } = await play('diagnose', { rows: 60, person: [...refused, ['Did that work?', ctrlC]] })
    expect(err).toContain('could not be checked; continuing without it')
  })
})

describe('one card of many', () => {
  const which = 'Which account do you want to get into?'
  const asking: readonly Line[] = [begin, ['closest', 'I have no code']]

  it('is found by its typed name', async () => {
    const { asked } = await play('diagnose', {
      rows: 60,
      person: [...asking, [which, 'github.com → GitHub'], ['What do you still have?', ctrlC]],
    })
    expect(asked.find(({ message }) => message === which)?.choices.length).toBeLessThan(14)
  })

  it('may be a product that people run themselves', async () => {
    const { err } = await play('diagnose', {
      rows: 60,
      person: [
        ...asking,
        [which, 'ねくすとくらうど → Nextcloud'],
        [/reach/, 'I do not know'],
        ['Which way', 'Reset it on your own server'],
        ['Did that work?', ctrlC],
      ],
    })
    expect(err).toContain('occ twofactorauth:disable')
  })

  it('that is not known leaves the general choices', async () => {
    const { asked } = await play('diagnose', {
      person: [
        ...asking,
        [which, 'Quux of Nowhere → Another service (my own'],
        ['What do you still have?', ctrlC],
      ],
    })
    expect(asked.find(({ message }) => message === 'Quux of Nowhere')?.choices).toEqual([])
  })

  it.each([
    ['githb', 'GitHub'],
    ['gogle', 'Google'],
    ['ぐーぐる', 'Google'],
  ])('is found although it was typed as %s', async (typed, name) => {
    const { asked } = await play('diagnose', {
      person: [...asking, [which, `${typed} → ${name}`], [/./, ctrlC]],
    })
    expect(asked.find(({ message }) => message === typed)?.choices[0]).toContain(name)
  })

  it('can be named on the command line, an app too', async () => {
    const { asked } = await play('diagnose nothing-to-enter --service Nextcloud', {
      person: [begin, [/reach/, ctrlC]],
    })
    expect(asked).toHaveLength(2)
  })
})

describe('ticks', () => {
  const left: readonly Line[] = [begin, ['closest', 'I have no code'], ['Which account', 'Another service']]

  it('put what is ticked first', async () => {
    const { err, asked } = await play('diagnose', {
      rows: 60,
      person: [
        ...left,
        ['What do you still have?', 'Backup codes'],
        ['Which way', 'Use a backup code'],
        ['work?', ctrlC],
      ],
    })
    expect(asked.at(-2)?.choices[0]).toBe('Use a backup code (you have it)')
    expect(err).toContain('Way 1: Use a backup code')
  })

  it('can be taken back, and “none” is sure of all of them', async () => {
    const { asked } = await play('diagnose', {
      rows: 60,
      person: [
        ...left,
        ['What do you still have?', 'Backup codes + Backup codes + None of these, I am sure'],
        ['Which way', ctrlC],
      ],
    })
    expect(asked.at(-1)?.choices).not.toContain('Use a backup code')
  })

  it('can be sure of the rest, and are ticked again after going back', async () => {
    const { asked } = await play('diagnose', {
      rows: 60,
      person: [
        ...left,
        ['What do you still have?', 'Backup codes + Only these, I am sure'],
        ['Which way', 'Back'],
        ['What do you still have?', ctrlC],
      ],
    })
    expect(asked.at(-1)?.choices.filter((label) => label.startsWith('[x]'))).toEqual([
      expect.stringContaining('Backup codes'),
    ])
  })
})

describe('stopping and going on', () => {
  it('keeps the place at ctrl-c, and goes on there', async () => {
    const stopped = await play('diagnose', {
      rows: 60,
      person: [...refused, ['Did that work?', 'No'], ['Which way', ctrlC]],
    })
    expect(stopped.exit).toBe(130)
    expect(stopped.err).toContain('your progress is saved; continue with: 2fa-rescue diagnose --resume')
    const { err } = await play('diagnose --resume', {
      rows: 60,
      files: stopped.files,
      person: [['Which way', ctrlC]],
    })
    expect(err).toContain('Tried so far: Let the phone set its own clock')
  })

  it('calls a service that nobody knows by the name that was typed', async () => {
    const left: readonly Line[] = [begin, ['closest', 'I have no code']]
    const stopped = await play('diagnose', {
      rows: 60,
      person: [
        ...left,
        ['Which account', 'fooshop → Another service'],
        ['What do you still have?', 'I do not know'],
        ['Which way', ctrlC],
      ],
    })
    expect(stopped.asked.at(-1)?.choices).toContain('Ask fooshop for help (days)')
    const { err, asked } = await play('diagnose --resume', {
      rows: 60,
      files: stopped.files,
      person: [['Which way', ctrlC]],
    })
    expect(err).toContain('Here you stopped: I have nothing to enter, fooshop.')
    expect(asked.at(-1)?.choices).toContain('Ask fooshop for help (days)')
  })

  it('keeps no name of a service that was found', async () => {
    const { asked } = await play('diagnose', {
      rows: 60,
      person: [
        begin,
        ['closest', 'I have no code'],
        ['Which account', 'google → Another service'],
        ['What do you still have?', 'I do not know'],
        ['Which way', ctrlC],
      ],
    })
    expect(asked.at(-1)?.choices).toContain('Ask the service for help (days)')
  })

  it('names what to do later while one waits, without its steps, so that all is on one page', async () => {
    const waiting = await play('diagnose nothing-to-enter --service google', {
      rows: 24,
      columns: 40,
      person: [
        ['Page 1 of 2', 'Next'],
        begin,
        ['What do you still have?', 'I do not know'],
        ['Which way', 'Start the account recovery'],
        ['Page 1', 'Next'],
        ['Page 2', 'Next'],
        ['Page 3', 'Next'],
        ['Did that work?', 'I have to wait'],
        ['last page', 'Try another way meanwhile'],
        ['Which way', ctrlC],
      ],
    })
    expect(waiting.err).toContain(
      'Once you are in again:\n- Set two-factor up again\n- Save new backup codes\n- Make it safe, the mailbox first\n- Be ready for next time\n',
    )
  })

  it('says where one stood, also where a check comes first', async () => {
    const stopped = await play('diagnose', {
      rows: 60,
      person: [
        begin,
        ['closest', 'I have no code'],
        ['Which account', 'Google'],
        ['What do you still have?', ctrlC],
      ],
    })
    const { err } = await play('diagnose --resume', {
      rows: 60,
      files: stopped.files,
      person: [['What do you still have?', ctrlC]],
    })
    expect(err).toContain('Here you stopped: I have nothing to enter, Google.')
  })

  it('asks about a remedy that was waited for, and names the day to come back', async () => {
    const { shippedBook } = await import('../support/flows.ts')
    const shipped = shippedBook()
    const steps = { ways: { kind: 'plan', remedies: ['service-recovery'] } }
    const book = {
      ...shipped,
      flows: { ...shipped.flows, short: { title: 'Short', start: 'ways', steps } },
    } as unknown as typeof shipped
    const waiting = await play('diagnose short --service google', {
      book,
      rows: 60,
      now: '2026-03-01T12:00:00Z',
      person: [begin, ['Did that work?', 'I have to wait'], ['last page', 'Finish']],
    })
    expect(waiting.exit).toBe(0)
    expect(waiting.err).toMatch(/Come back on March \d+, 2026 with:\n2fa-rescue diagnose --resume/)
    const { err } = await play('diagnose --resume', {
      book,
      rows: 60,
      files: waiting.files,
      person: [['Did that work?', ctrlC]],
    })
    expect(err).toContain('Way 1: ')
  })

  it('offers the saved place on the first screen', async () => {
    const stopped = await play('diagnose', { rows: 60, person: [...refused, ['Did that work?', ctrlC]] })
    const { asked } = await play('diagnose', {
      rows: 60,
      files: stopped.files,
      person: [
        ['Ready?', 'Go on where I stopped (January 1, 2026)'],
        ['Did that work?', ctrlC],
      ],
    })
    expect(asked).toHaveLength(2)
  })

  it('says where the flows have changed, and goes on at the last place that still exists', async () => {
    const stopped = await play('diagnose', { rows: 60, person: [...refused, ['Did that work?', ctrlC]] })
    const saved = JSON.parse(stopped.files[walkFile] ?? '')
    saved.walk.trail[2].step = 'gone'
    const { err } = await play('diagnose --resume', {
      files: { ...stopped.files, [walkFile]: JSON.stringify(saved) },
      person: [['Which of these hold', ctrlC]],
    })
    expect(err).toContain('the questions have changed since then')
  })

  it('does not stop where the place cannot be kept', async () => {
    const { err, exit } = await play('diagnose', {
      rows: 60,
      readOnly: true,
      person: [...refused, ['Did that work?', 'Yes'], ['last page', 'Finish']],
    })
    expect(exit).toBe(0)
    expect(err.match(/could not be saved/g)).toHaveLength(1)
  })

  it.each([
    ['nothing', undefined, 2, 'there is no saved progress to continue from'],
    ['rubbish', '{"schema":1', 3, 'cannot be read'],
    [
      'another file',
      '{"schema":1,"version":"x","savedAt":"2026-01-01","walk":{"start":"diagnose","given":{},"checks":[1],"trail":[]}}',
      3,
      'cannot be read',
    ],
  ])('refuses to go on from %s', async (_, text, exit, said) => {
    const played = await play('diagnose --resume', { files: text === undefined ? {} : { [walkFile]: text } })
    expect(played.exit).toBe(exit)
    expect(played.err).toContain(said)
  })

  it('starts anew where the saved place is rubbish', async () => {
    const { exit } = await play('diagnose', { files: { [walkFile]: '[]' }, person: [['Ready?', ctrlC]] })
    expect(exit).toBe(130)
  })
})

const yaml = (text: string) => ({ [`${home}/a.yaml`]: text })

describe('answers from a file', () => {
  const run = (text: string, more = '') =>
    play(`diagnose --answers ${home}/a.yaml --offline ${more}`, { files: yaml(text), terminal: false })

  it('need not say anything', async () => {
    const { exit, out } = await run('{}', '--json')
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      flow: 'diagnose',
      lang: 'en',
      outcome: 'plan',
      checks: [],
      followUp: [],
    })
  })

  it('lead to the whole plan', async () => {
    const { out } = await run(
      'diagnose/what-happens: refused\ncode-refused/since: worked-before\ncode-refused/at-hand: [backup-codes]\ncode-refused/service: google\nchecks: { clock: fine }\n',
      '--json --lang ja',
    )
    const report = JSON.parse(out)
    expect(report.lang).toBe('ja')
    expect(report.checks).toEqual([{ check: 'clock', result: 'fine' }])
    expect(report.answers).toEqual([
      { step: 'diagnose/what-happens', choice: 'refused' },
      { step: 'code-refused/since', choice: 'worked-before' },
      { step: 'code-refused/at-hand', choice: ['backup-codes'] },
      { step: 'code-refused/service', choice: 'google' },
    ])
    expect(report.remedies[0]).toEqual({
      id: 'sync-phone-clock',
      title: 'スマホの時刻を自動設定にする',
      result: 'not-tried',
    })
    expect(report.remedies.every(({ result }: { result: string }) => result === 'not-tried')).toBe(true)
    expect(report.warnings).toContain('keep-trying')
  })

  it('say what became of remedies', async () => {
    const { out, exit } = await run(
      'remedies: { check-method: failed, use-other-method: worked }\n',
      '--json',
    )
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'solved',
      remedies: [
        { id: 'check-method', result: 'failed' },
        { id: 'use-other-method', result: 'worked' },
      ],
    })
  })

  it('tick several things', async () => {
    const { out } = await run(
      'diagnose/what-happens: nothing\nnothing-to-enter/service: another-personal\nnothing-to-enter/left: [backup-codes]\n',
      '--json',
    )
    const report = JSON.parse(out)
    expect(report.answers.at(-1)).toEqual({ step: 'nothing-to-enter/left', choice: ['backup-codes'] })
    expect(report.remedies[0].id).toBe('use-backup-code')
  })

  it('print the plan as text', async () => {
    const { out } = await run('{}')
    expect(out).toContain('Ways to try, in this order:')
    expect(out).toContain('Way 1: ')
  })

  it('are measured for, where they do not say', async () => {
    const text = 'diagnose/what-happens: refused\n'
    const { out, queries } = await play(`diagnose --answers ${home}/a.yaml --json`, {
      files: yaml(text),
      terminal: false,
      clock: 90,
    })
    expect(JSON.parse(out).checks).toEqual([{ check: 'clock', result: 'skewed' }])
    expect(queries).toBe(3)
  })

  it.each([
    [
      'a step that does not exist',
      'diagnose/what: x\n',
      '/home/tester/a.yaml:1:1: the key diagnose/what is not known here; known: ',
    ],
    [
      'a choice that does not exist',
      'diagnose/what-happens: magic\n',
      'diagnose/what-happens: expected one of: refused, nothing, new-phone, lost-phone, not-coming, key-or-passkey, phone-prompt, not-mine, setting-up, backup-code, locked-out, unexpected-2fa, asked-again, codes-at-risk, other, unknown',
    ],
    [
      'a remedy that does not exist',
      'remedies: { pray: worked }\n',
      '/home/tester/a.yaml:1:13: there is no remedy called pray',
    ],
    [
      'a result that does not exist',
      'checks: { clock: good }\n',
      'clock: expected one of: fine, skewed, unknown',
    ],
    ['what is no YAML', 'a: [\n', 'this bracket is never closed'],
  ])('name %s', async (_, text, said) => {
    const { exit, err } = await run(text)
    expect(exit).toBe(3)
    expect(err).toContain(said)
  })

  it('name a file that is not there', async () => {
    const { exit, err } = await play('diagnose --answers nowhere.yaml')
    expect(exit).toBe(3)
    expect(err).toContain('there is no file nowhere.yaml')
  })

  it('name a question that has to be answered', async () => {
    const { shippedBook } = await import('../support/flows.ts')
    const book = shippedBook()
    const ask = {
      kind: 'question',
      ask: 'Sure?',
      fact: 'sure',
      certain: true,
      choices: [
        { id: 'yes', label: 'Yes', goto: 'end' },
        { id: 'no', label: 'No', goto: 'end' },
      ],
    }
    const steps = { ask, end: { kind: 'outcome', result: 'solved', say: 'Good' } }
    const certain = {
      ...book,
      flows: { ...book.flows, certain: { title: 'Certain', start: 'ask', steps } },
    } as unknown as typeof book
    const { exit, err } = await play(`diagnose certain --answers ${home}/a.yaml`, {
      files: yaml('{}'),
      book: certain,
    })
    expect(exit).toBe(2)
    expect(err).toContain('the answers leave out certain/ask')
    expect(err).toContain('yes, no')
  })
})

describe('misuse', () => {
  it('is a question with nobody to ask', async () => {
    const { exit, err, asked } = await play('diagnose', { terminal: false })
    expect(exit).toBe(2)
    expect(asked).toEqual([])
    expect(err).toContain('no terminal to ask it in')
  })

  it('is a flow that does not exist', async () => {
    const { exit, err } = await play('diagnose code-refuse')
    expect(exit).toBe(2)
    expect(err).toContain('the flows are: asked-again, backup-code-refused, code-not-coming, code-refused, ')
  })

  it.each(['code-refused', '--service google', '--answers a.yaml'])('is --resume with %s', async (other) => {
    expect((await play(`diagnose --resume ${other}`)).exit).toBe(2)
  })
})

describe('flows of one’s own', () => {
  const flow =
    'title: Our desk\nstart: ways\nsteps:\n  ways:\n    kind: plan\n    remedies: [call-desk, use-other-method]\n'
  const remedy = 'title: Call the desk\nsteps: ["Dial 1234", "Say \\e[31mhello"]\n'
  const files = { '/work/desk/desk.yaml': flow, '/work/desk/remedies/call-desk.yaml': remedy }

  it('stand beside the shipped ones, and their control characters are shown', async () => {
    const { err } = await play('diagnose desk --flows desk', {
      files,
      rows: 60,
      person: [begin, ['Which way', 'Call the desk'], ['work?', ctrlC]],
    })
    expect(err).toContain('Way 1: Call the desk')
    expect(err).toContain('Say ␛[31mhello')
    expect(err).not.toContain('\u001b')
  })

  it('come from the environment too', async () => {
    const { err } = await play('diagnose desk', {
      files,
      rows: 60,
      env: { TWOFA_RESCUE_FLOWS: '/work/desk' },
      person: [begin, ['Which way', 'Call the desk'], ['work?', ctrlC]],
    })
    expect(err).toContain('Way 1: Call the desk')
  })

  it('are refused with every flaw and its place', async () => {
    const broken = {
      ...files,
      '/work/desk/desk.yaml': flow.replace('start: ways', 'start: way').replace('call-desk', 'call-desks'),
    }
    const { exit, err } = await play('diagnose desk --flows desk', { files: broken })
    expect(exit).toBe(3)
    expect(err).toContain('desk.yaml:2:8: there is no step and no flow called way; did you mean ways?\n')
    expect(err).toContain('desk.yaml:6:16: there is no remedy called call-desks')
    expect(err).toContain('remedies/call-desk.yaml:1:1: nothing uses call-desk')
  })

  it('are missed where the folder is not there', async () => {
    expect((await play('diagnose --flows nowhere')).exit).toBe(3)
  })
})
