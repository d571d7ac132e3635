/**
 * Ten journeys of people who are locked out, in a real terminal, every key counted: the right way is on the first
 * overview and is reached within twenty keys. What a person chooses is written out, and so is the number of keys.
 */
import { afterEach, expect, describe as group, it } from 'vitest'
import { type Language, languages } from '../src/core/flow/lists.ts'
import { temporaryFolder } from './support/folder.ts'
import { program } from './support/killed.ts'
import { needs } from './support/needs.ts'
import { openTerminal, type Size, type Terminal } from './support/tmux.ts'
import { type Person, sitDown } from './support/wizard.ts'

const minute = 60_000
const mostKeys = 20
const sizes: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 40, rows: 24 },
]

/** Chooses a label, ticks one, types a name and chooses what is found, or presses Enter where the cursor stands. */
type Press =
  | { readonly choose: string }
  | { readonly tick: string }
  | { readonly type: string; readonly find: string }
  | 'enter'

interface Journey {
  readonly name: string
  readonly presses: Readonly<Record<Language, readonly Press[]>>
  /** The way that the facts about this service call for, as the overview names it. */
  readonly right: Readonly<Record<Language, string>>
  /** What its screen says of this service or this case. */
  readonly says: Readonly<Record<Language, string>>
  /** Keys up to the overview, 80 columns wide. A page more in a narrow window takes one more. */
  readonly keys: Readonly<Record<Language, number>>
}

const begin = { en: 'Begin', ja: '始める' }
const back = { en: 'Back', ja: '戻る' }
const searched = { en: 'Search:', ja: '検索:' }
const choose = (label: string): Press => ({ choose: label })
const tick = (label: string): Press => ({ tick: `[ ] ${label}` })
const type = (letters: string, label: string): Press => ({ type: letters, find: label })

const journeys: readonly Journey[] = [
  {
    name: 'a lost phone and Google',
    presses: {
      en: [choose('My phone is lost or stolen'), choose('Google'), 'enter'],
      ja: [choose('スマホをなくした、盗まれた'), choose('Google'), 'enter'],
    },
    right: { en: 'Lock the lost phone first', ja: 'なくしたスマホを先にロックする' },
    says: { en: 'Yes, done', ja: 'はい、できました' },
    keys: { en: 7, ja: 7 },
  },
  {
    name: 'GitHub and a phone with a wrong clock',
    presses: {
      en: [choose('My code is not accepted'), 'enter', 'enter', type('github', 'GitHub')],
      ja: [choose('コードを入力しても通らない'), 'enter', 'enter', type('github', 'GitHub')],
    },
    right: { en: 'Let the phone set its own clock', ja: 'スマホの時刻を自動設定にする' },
    says: { en: 'Measure the phone’s clock', ja: 'スマホの時計を測る' },
    keys: { en: 11, ja: 11 },
  },
  {
    name: 'a Nextcloud of one’s own',
    presses: {
      en: [
        choose('I have no code to enter'),
        type('nextc', 'Nextcloud'),
        tick('A shell or console on the server'),
        'enter',
      ],
      ja: [
        choose('入力するコードがない'),
        type('nextc', 'Nextcloud'),
        tick('サーバーのシェルやコンソール'),
        'enter',
      ],
    },
    right: { en: 'Reset it on your own server', ja: '自分のサーバーで直す' },
    says: { en: 'occ twofactorauth:state', ja: 'occ twofactorauth:state' },
    keys: { en: 11, ja: 11 },
  },
  {
    name: 'Microsoft 365, the request going to the old phone',
    presses: {
      en: [
        choose('The phone should ask me'),
        choose('It goes to my old phone'),
        choose('Microsoft 365 (work or school)'),
        'enter',
      ],
      ja: [
        choose('スマホの通知で確認できない'),
        choose('前のスマホに届く'),
        type('365', 'Microsoft 365（会社・学校）'),
        'enter',
      ],
    },
    right: { en: 'Use the old phone', ja: '前のスマホを使う' },
    says: { en: 'look for it on the old phone', ja: '前のスマホを見ます' },
    keys: { en: 14, ja: 15 },
  },
  {
    name: 'Microsoft 365, and no request comes',
    presses: {
      en: [
        choose('The phone should ask me'),
        choose('No request comes'),
        choose('Microsoft 365 (work or school)'),
        'enter',
      ],
      ja: [
        choose('スマホの通知で確認できない'),
        choose('通知が来ない'),
        type('365', 'Microsoft 365（会社・学校）'),
        'enter',
      ],
    },
    right: { en: 'Open the app, on the old phone too', ja: 'アプリを開く（前のスマホも）' },
    says: { en: 'Do you still have the old phone?', ja: '前のスマホがあれば' },
    keys: { en: 13, ja: 14 },
  },
  {
    name: 'X after a change of carrier',
    presses: {
      en: [
        choose('No text, email or call arrives'),
        choose('By text message (SMS)'),
        tick('I changed my carrier'),
        'enter',
        type('x', 'X (Twitter)'),
      ],
      ja: [
        choose('SMSやメール、電話が来ない'),
        choose('SMS'),
        tick('携帯電話会社を変えた'),
        'enter',
        type('x', 'X（旧Twitter）'),
      ],
    },
    right: { en: 'Use a backup code', ja: 'バックアップコードを使う' },
    says: { en: 'Look for a single code from X', ja: 'Xのコードが1つ書かれた控え' },
    keys: { en: 12, ja: 12 },
  },
  {
    name: 'PayPal with the number only',
    presses: {
      en: [
        choose('I have a new phone'),
        type('paypal', 'PayPal'),
        tick('My phone number (still mine)'),
        'enter',
      ],
      ja: [
        choose('機種変更をした'),
        type('paypal', 'PayPal（ペイパル）'),
        tick('電話番号（解約していない）'),
        'enter',
      ],
    },
    right: { en: 'Have the code sent as a text', ja: 'SMSで確認コードを受け取る' },
    says: { en: 'PayPal’s text goes to the number on file', ja: 'SMSは登録した番号に届きます' },
    keys: { en: 14, ja: 14 },
  },
  {
    name: 'a service that nobody knows',
    presses: {
      en: [choose('I have no code to enter'), type('Fooshop', 'Another service (my own account)'), 'enter'],
      ja: [choose('入力するコードがない'), type('Fooshop', 'ほかのサービス（自分のアカウント）'), 'enter'],
    },
    right: { en: 'Choose another way on the page', ja: 'ログイン画面で別の方法を選ぶ' },
    says: { en: 'a link such as “Try another way”', ja: '「別の方法を試す」のような文字' },
    keys: { en: 12, ja: 12 },
  },
  {
    name: 'LINE on a new phone',
    presses: {
      en: [choose('I have a new phone'), type('line', 'LINE'), 'enter'],
      ja: [choose('機種変更をした'), choose('LINE（ライン）'), 'enter'],
    },
    right: { en: 'Bring LINE over to this phone', ja: 'LINEを新しいスマホに引き継ぐ' },
    says: { en: 'Never “新規登録” (new registration)', ja: '「新規登録」は選ばないでください' },
    keys: { en: 10, ja: 7 },
  },
  {
    name: 'Rakuten Securities and a passkey that is refused',
    presses: {
      en: [
        choose('A passkey, or a security key'),
        choose('The passkey is not accepted'),
        type('rakuten', 'Rakuten Securities'),
        'enter',
      ],
      ja: [
        choose('パスキーやUSBの鍵のこと'),
        choose('パスキーが通らない'),
        type('rakuten', '楽天証券'),
        'enter',
      ],
    },
    right: { en: 'Use the picture marks in the mail', ja: 'メールの絵文字で確認する' },
    says: { en: 'Choose the same emoji on the page', ja: '同じ絵文字を画面で選びます' },
    keys: { en: 19, ja: 19 },
  },
  {
    name: 'Mercari without the text message',
    presses: {
      en: [
        choose('No text, email or call arrives'),
        choose('By text message (SMS)'),
        'enter',
        type('mercari', 'Mercari'),
      ],
      ja: [choose('SMSやメール、電話が来ない'), choose('SMS'), 'enter', type('mercari', 'メルカリ')],
    },
    right: { en: 'Ask Mercari without signing in', ja: 'ログインせずに問い合わせる' },
    says: { en: 'Mercari can be reached without signing in', ja: 'ログインしなくても問い合わせできます' },
    keys: { en: 16, ja: 16 },
  },
]

group.runIf(needs('tmux'))('within twenty keys the right way is on the first overview', () => {
  const open: { close(): Promise<void> }[] = []

  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()))
  })

  /** The wizard in a window of its own, which counts the keys that are pressed in it. */
  async function start(language: Language, size: Size): Promise<Terminal & { count(): number }> {
    const { folder, remove } = temporaryFolder()
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      XDG_STATE_HOME: folder,
      TWOFA_RESCUE_STORE: 'file',
    }
    const command = [process.execPath, program, 'diagnose', '--offline', '--lang', language]
    const terminal = await openTerminal({ size, command, env, cwd: folder })
    open.push({ close: () => terminal.close().then(remove) })
    let keys = 0
    const press: Terminal['press'] = async (...pressed) => {
      keys += pressed.length
      await terminal.press(...pressed)
    }
    return { ...terminal, press, count: () => keys }
  }

  async function follow(press: Press, person: Person, terminal: Terminal, language: Language): Promise<void> {
    if (press === 'enter') return person.enter()
    if ('choose' in press) return person.choose(press.choose)
    if ('tick' in press) return person.tick(press.tick)
    for (const letter of press.type) await terminal.press(letter)
    const line = `${searched[language]} ${press.type}`
    await terminal.until(line, ({ lines }) => lines.includes(line) || undefined)
    return person.choose(press.find)
  }

  it.each(
    journeys.flatMap((journey) =>
      languages.flatMap((language) => sizes.map((size) => ({ ...journey, language, size }))),
    ),
  )(
    '$name: $language, $size.columns columns',
    async ({ presses, right, says, keys, language, size }) => {
      const terminal = await start(language, size)
      const person = sitDown(terminal, language)
      await person.read()
      await person.choose(begin[language])
      for (const press of presses[language]) await follow(press, person, terminal, language)
      const pressed = terminal.count()
      expect(person.offers(right[language])).toBe(true)
      expect(pressed - keys[language]).toBeOneOf(size.columns === 80 ? [0] : [0, 1])
      expect(pressed).toBeLessThanOrEqual(mostKeys)

      await person.choose(right[language])
      expect(person.text()).toContain(says[language].replaceAll(' ', language === 'ja' ? '' : ' '))
      await person.back(back[language])
      expect(person.offers(right[language])).toBe(true)
    },
    2 * minute,
  )
})
