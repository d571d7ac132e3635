/**
 * Lists of backup codes after the forms in which services and plug-ins print theirs: the length, alphabet, grouping
 * and number of the codes, with surroundings of our own. Everything is drawn from a seed, and the codes are random.
 */

/** Draws numbers from 0 to below 1; the same seed gives the same ones. */
export type Draw = () => number

/** mulberry32 */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const pick = <Value>(draw: Draw, values: readonly Value[]): Value => {
  const value = values[Math.floor(draw() * values.length)]
  if (value === undefined) throw new Error('nothing to draw from')
  return value
}

/** The characters of a pattern; anything else stands for itself. */
const alphabets: Readonly<Record<string, string>> = {
  d: '0123456789',
  x: '0123456789abcdef',
  X: '0123456789ABCDEF',
  a: 'abcdefghijklmnopqrstuvwxyz',
  A: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  m: 'abcdefghijklmnopqrstuvwxyz0123456789',
  M: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  b: 'abcdefghijklmnopqrstuvwxyz234567',
  B: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  k: '23456789abcdefghjkmnpqrstvwxyz',
  K: '23456789ABCDEFGHJKMNPQRSTVWXYZ',
  n: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
}

const layouts = [
  'lines',
  'numbered',
  'brackets',
  'dashes',
  'bullets',
  'stars',
  'boxes',
  'columns',
  'numbered-columns',
  'spaced-columns',
  'labels',
  'japanese-labels',
  'quoted',
  'table',
  'csv',
  'json',
  'html',
  'commas',
] as const
type Layout = (typeof layouts)[number]

export interface PrintedForm {
  readonly name: string
  readonly count: number
  /** `d` digit, `x` hexadecimal digit, and so on; repeated by a number after it: `d8`. */
  readonly pattern: string
  /** The layouts in which the service gives it; any other comes from a person who copied it. */
  readonly layouts: readonly Layout[]
  readonly words: 'backup' | 'recovery' | 'scratch' | 'japanese'
}

type FormLine = readonly [string, number, string, PrintedForm['words'], ...Layout[]]

const forms: readonly FormLine[] = [
  ['Google', 10, 'd4 d4', 'backup', 'numbered-columns', 'numbered', 'lines'],
  ['Google (ja)', 10, 'd4 d4', 'japanese', 'numbered-columns', 'numbered'],
  ['GitHub', 16, 'x5-x5', 'recovery', 'lines', 'bullets'],
  ['GitLab', 10, 'x16', 'recovery', 'lines', 'bullets'],
  ['Discord', 10, 'm4-m4', 'backup', 'stars', 'lines'],
  ['Facebook', 10, 'd4 d4', 'recovery', 'columns', 'lines', 'numbered'],
  ['Instagram', 5, 'd4 d4', 'backup', 'lines', 'numbered'],
  ['Microsoft', 1, 'K5-K5-K5-K5-K5', 'recovery', 'lines'],
  ['Apple', 1, 'M4-M4-M4-M4-M4-M4-M4', 'recovery', 'lines'],
  ['Nintendo', 10, 'm8', 'backup', 'spaced-columns', 'lines'],
  ['PlayStation', 10, 'n6', 'backup', 'lines', 'columns'],
  ['Steam', 1, 'Rd5', 'recovery', 'lines'],
  ['X', 1, 'm12', 'backup', 'lines'],
  ['Reddit', 10, 'd6', 'backup', 'lines', 'numbered'],
  ['Slack', 10, 'd9', 'backup', 'lines', 'numbered'],
  ['Dropbox', 10, 'm4 m4', 'recovery', 'lines', 'spaced-columns'],
  ['Dropbox, older', 1, 'm4 m4 m4 m4', 'backup', 'lines'],
  ['npm', 5, 'x64', 'recovery', 'lines'],
  ['PyPI', 8, 'x16', 'recovery', 'lines', 'bullets'],
  ['Bitwarden', 1, 'b4 b4 b4 b4 b4 b4 b4 b4', 'recovery', 'lines'],
  ['Nextcloud', 10, 'n16', 'backup', 'lines'],
  ['Mastodon', 10, 'x10', 'recovery', 'numbered', 'lines'],
  ['Discourse', 10, 'x16', 'backup', 'lines', 'columns'],
  ['WordPress Two Factor', 10, 'd8', 'recovery', 'numbered', 'lines'],
  ['Wordfence', 5, 'x4 x4 x4 x4', 'recovery', 'lines'],
  ['WP 2FA', 10, 'M8', 'backup', 'numbered', 'lines'],
  ['miniOrange', 5, 'M10', 'backup', 'lines', 'commas'],
  ['SilverStripe', 15, 'a12', 'backup', 'lines', 'columns'],
  ['Drupal TFA', 10, 'd3 d3 d3', 'recovery', 'bullets', 'lines'],
  ['Joomla', 10, 'd8', 'backup', 'columns', 'lines'],
  ['django-otp', 10, 'b8', 'backup', 'lines', 'bullets'],
  ['Seafile', 10, 'b8', 'backup', 'bullets', 'lines'],
  ['Sentry', 10, 'm4-m4', 'recovery', 'lines', 'columns'],
  ['Heroku', 10, 'x16', 'recovery', 'lines'],
  ['DigitalOcean', 5, 'x8', 'backup', 'lines'],
  ['Cloudflare', 10, 'x4-x4', 'backup', 'lines', 'columns'],
  ['Epic Games', 10, 'M4-M4', 'backup', 'columns', 'lines'],
  ['Ubisoft', 6, 'M8', 'recovery', 'lines', 'numbered'],
  ['EA', 10, 'd8', 'backup', 'columns', 'lines'],
  ['Roblox', 10, 'm10', 'backup', 'lines'],
  ['Proton', 12, 'm8', 'recovery', 'lines', 'columns'],
  ['Tuta', 1, 'x4 x4 x4 x4 x4 x4 x4 x4 x4 x4 x4 x4 x4 x4 x4 x4', 'recovery', 'lines'],
  ['Zoho', 5, 'm4-m4-m4', 'backup', 'numbered', 'lines'],
  ['Atlassian', 1, 'M4-M4-M4-M4', 'recovery', 'lines'],
  ['Bitbucket', 10, 'x16', 'recovery', 'lines'],
  ['Evernote', 4, 'm4-m4-m4-m4', 'backup', 'lines'],
  ['Firefox', 8, 'm10', 'backup', 'columns', 'lines'],
  ['Docker', 1, 'M5-M5-M5-M5', 'recovery', 'lines'],
  ['Hugging Face', 10, 'x8', 'recovery', 'lines'],
  ['RubyGems', 10, 'x12', 'recovery', 'lines', 'bullets'],
  ['Shopify', 10, 'd4 d4', 'recovery', 'columns', 'lines'],
  ['Mailchimp', 10, 'd8', 'backup', 'lines'],
  ['Zoom', 10, 'd8', 'recovery', 'columns', 'lines'],
  ['Duo', 10, 'd9', 'backup', 'numbered', 'lines'],
  ['login.gov', 10, 'k4-k4-k4', 'backup', 'numbered-columns', 'numbered'],
  ['Keycloak', 12, 'M4-M4-M4', 'recovery', 'numbered', 'lines'],
  ['Laravel Fortify', 8, 'n10-n10', 'recovery', 'lines'],
  ['BookStack', 16, 'm5-m5', 'backup', 'lines', 'columns'],
  ['DirectAdmin', 5, 'd8', 'scratch', 'lines'],
  ['Google PAM module', 5, 'd8', 'scratch', 'lines'],
  ['Vaultwarden', 1, 'B32', 'recovery', 'lines'],
  ['Gitea', 1, 'x8', 'scratch', 'lines'],
  ['Synology', 1, 'd8', 'recovery', 'lines'],
  ['Chatwork', 10, 'd8', 'japanese', 'lines', 'numbered'],
  ['niconico', 5, 'm8', 'japanese', 'japanese-labels', 'lines'],
  ['freee', 10, 'd8', 'japanese', 'lines', 'columns'],
  ['Xserver', 5, 'd8', 'japanese', 'numbered', 'lines'],
  ['Square Enix', 1, 'M10', 'japanese', 'japanese-labels'],
  ['BASE', 10, 'm10', 'japanese', 'lines'],
  ['privacyIDEA', 10, 'd8', 'recovery', 'table', 'csv'],
  ['Authelia', 10, 'm5-m5', 'recovery', 'json', 'lines'],
  ['phpMyAdmin 2FA', 10, 'X8', 'backup', 'html', 'lines'],
]

/** `d4 d4` as a pattern of single characters. */
const spelledOut = (pattern: string): string =>
  pattern.replace(/([a-zA-Z])(\d+)/g, (_, letter: string, count: string) => letter.repeat(Number(count)))

export const printedForms: readonly PrintedForm[] = forms.map(([name, count, pattern, words, ...own]) => ({
  name,
  count,
  pattern: spelledOut(pattern),
  words,
  layouts: own,
}))

export interface PrintedCode {
  readonly code: string
  readonly used: boolean
}

export interface PrintedList {
  readonly text: string
  readonly codes: readonly PrintedCode[]
}

function drawCode(draw: Draw, pattern: string): string {
  // Steam's codes begin with a letter of their own.
  const own = pattern.startsWith('R') ? 1 : 0
  return [...pattern]
    .map((sign, index) => {
      const alphabet = index < own ? undefined : alphabets[sign]
      return alphabet === undefined ? sign : pick(draw, [...alphabet])
    })
    .join('')
}

const headings: Readonly<Record<PrintedForm['words'], readonly (readonly string[])[]>> = {
  backup: [
    ['Backup codes'],
    ['Your backup codes', '', 'Each code can be used once. Keep them somewhere safe.'],
    [
      'These are the backup codes of your account.',
      'Points to note',
      '',
      'A new set makes the old one invalid.',
    ],
  ],
  recovery: [
    ['Recovery codes'],
    ['Two-factor recovery codes', '======================='],
    ['Save your recovery codes', 'If you lose your phone, use one of these to sign in.', ''],
  ],
  scratch: [
    ['Your emergency scratch codes are:'],
    ['Emergency codes'],
    ['Scratch codes (each works once)', ''],
  ],
  japanese: [
    ['バックアップコード'],
    ['バックアップコード一覧', '', '各コードは1回だけ使えます。'],
    ['リカバリーコード', '安全な場所に保管してください。', ''],
  ],
}

const footers: readonly (readonly string[])[] = [
  [],
  [],
  ['', '* You can only use each code once.', '* Need more? Visit https://example.com/2fa'],
  ['', 'Generated on: Jan 5, 2025'],
  ['', '(mika2024@example.com)'],
  ['', 'Page 1 of 1'],
  ['', '作成日: 2025年1月5日'],
  ['', 'Downloaded 2024-08-21 10:15', 'Support: +1 (555) 010-9999'],
  ['', '--', 'Do not share these codes with anyone.'],
]

const used = (draw: Draw, code: string): string =>
  pick(draw, [
    `${code} (used)`,
    `~~${code}~~`,
    `${code} used`,
    `${code} USED!`,
    `${code} (used on 3/4)`,
    `${code} ✓`,
    `${code} 使用済み`,
    `${code} - used 2024-08-21`,
  ])

/** One list after a form. */
export function printList(form: PrintedForm, seed: number): PrintedList {
  const draw = drawFrom(seed)
  const count = form.count === 1 || draw() < 0.7 ? form.count : 2 + Math.floor(draw() * (form.count - 1))
  const values = new Set<string>()
  while (values.size < count) values.add(drawCode(draw, form.pattern))
  const hasUsed = count > 1 && draw() < 0.3
  const codes = [...values].map((code) => ({ code, used: hasUsed && draw() < 0.25 }))
  const layout = form.count === 1 || draw() < 0.75 ? pick(draw, form.layouts) : pick(draw, layouts)
  const body = bodyLines(draw, layout, codes)
  const lines = layout === 'json' || layout === 'csv' || layout === 'html' ? body : surround(draw, form, body)
  const spaced = draw() < 0.1 ? lines.map((line) => `${line}  `) : lines
  return { text: spaced.join(draw() < 0.3 ? '\r\n' : '\n') + (draw() < 0.7 ? '\n' : ''), codes }
}

function surround(draw: Draw, form: PrintedForm, body: readonly string[]): readonly string[] {
  const own = [form.name, ...pick(draw, headings[form.words])]
  const heading = form.count === 1 || draw() < 0.8 ? own : []
  const whole = [...heading, ...body, ...pick(draw, footers)]
  if (draw() > 0.1) return whole
  return [
    'From: no-reply@example.com',
    'To: mika@example.com',
    'Subject: Your new codes',
    'Date: Tue, 07 Jan 2025 10:00:00 +0900',
    '',
    'Hi Mika,',
    '',
    ...whole,
    '',
    'Thanks,',
    'The team',
  ]
}

function bodyLines(draw: Draw, layout: Layout, codes: readonly PrintedCode[]): readonly string[] {
  const shown = codes.map(({ code, used: isUsed }) => (isUsed ? used(draw, code) : code))
  const plain = codes.map(({ code }) => code)
  const each = (line: (text: string, index: number) => string): readonly string[] => shown.map(line)
  switch (layout) {
    case 'lines':
      return shown
    case 'numbered': {
      const style = pick(draw, ['.', ')', ' -', ':', ''])
      return each((text, index) => `${index + 1}${style} ${text}`)
    }
    case 'brackets':
      return each((text, index) => `(${index + 1}) ${text}`)
    case 'dashes':
      return each((text, index) => `${String(index + 1).padStart(2, '0')} - ${text}`)
    case 'bullets':
      return each((text) => `${pick(draw, ['•', '-'])} ${text}`)
    case 'stars':
      return each((text) => `* ${text}`)
    case 'boxes':
      return codes.map(({ code, used: isUsed }) => `${isUsed ? '[x]' : '[ ]'} ${code}`)
    case 'columns':
      return inColumns(shown, '\t')
    case 'spaced-columns':
      return inColumns(shown, '    ')
    case 'numbered-columns':
      return inColumns(
        each((text, index) => `${index + 1}. ${text}`),
        '\t\t',
      )
    case 'labels':
      return each((text, index) => `Code ${index + 1}: ${text}`)
    case 'japanese-labels':
      return each((text, index) => `コード${index + 1}：${text}`)
    case 'quoted':
      return each((text) => `> ${text}`)
    case 'table':
      return [
        '| # | code | used |',
        '| --- | --- | --- |',
        ...codes.map(({ code, used }, index) => `| ${index + 1} | ${code} | ${used ? 'yes' : 'no'} |`),
      ]
    case 'csv':
      return ['code,used', ...codes.map(({ code, used }) => `${code},${used ? 'true' : 'false'}`)]
    case 'json':
      return JSON.stringify(
        { account: 'mika', codes: codes.map(({ code, used }) => ({ code, used })) },
        null,
        2,
      ).split('\n')
    case 'html':
      return [
        '<!doctype html><html><head><title>Codes</title></head><body>',
        '<h1>Backup codes</h1>',
        '<ul>',
        ...codes.map(({ code, used }) =>
          used ? `<li><s>${code}</s></li>` : `<li><code>${code}</code></li>`,
        ),
        '</ul></body></html>',
      ]
    case 'commas':
      return codes.some(({ used }) => used) ? shown : [plain.join(', ')]
  }
}

/** Two columns, read downwards. */
function inColumns(texts: readonly string[], gap: string): readonly string[] {
  const rows = Math.ceil(texts.length / 2)
  return texts.slice(0, rows).map((text, index) => {
    const right = texts[index + rows]
    return right === undefined ? text : `${text}${gap}${right}`
  })
}

// --- What a reader made of a list ---

export type Outcome = 'right' | 'in doubt' | 'wrong'

interface ReadList {
  readonly codes: readonly { readonly code: string; readonly used: boolean }[]
  readonly doubts: readonly { readonly code: string }[]
}

const bare = (code: string): string => code.replace(/[^A-Za-z0-9]/g, '')

/**
 * Right: exactly the codes, each with its mark, and no doubt. Wrong: something else was taken as a code, a mark is wrong,
 * or a code is neither taken nor asked about. `undefined` stands for a list that was refused as a whole.
 */
export function outcomeOf({ codes }: PrintedList, read: ReadList | undefined): Outcome {
  if (read === undefined) return 'in doubt'
  const known = new Map(codes.map(({ code, used }) => [bare(code), used]))
  if (read.codes.some(({ code, used }) => known.get(bare(code)) !== used)) return 'wrong'
  const taken = new Set(read.codes.map(({ code }) => bare(code)))
  const asked = read.doubts.map(({ code }) => bare(code))
  for (const code of known.keys())
    if (!taken.has(code) && !asked.some((doubt) => doubt.includes(code))) return 'wrong'
  return read.doubts.length === 0 && taken.size === known.size ? 'right' : 'in doubt'
}
