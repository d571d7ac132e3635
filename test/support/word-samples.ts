/**
 * Arguments for the words that need more than plain text. The tables of failures are complete by their types: a new
 * code, fault or cause does not compile without a sample here.
 */
import type {
  ErrorCode,
  ExportFlaw,
  IdentityFlaw,
  KeychainCause,
  Misuse,
  NotAKey,
  PatternFault,
  Problem,
} from '../../src/core/errors.ts'
import type { CodesRule, DoubtReason, Expected, Fault, YamlRule } from '../../src/core/flaws.ts'
import type { EntryNote, ImportFlaw, Loss, Unusable } from '../../src/core/import/model.ts'
import { droppedProperties, unfitProperties } from '../../src/core/import/writers/model.ts'
import type { PictureFlaw } from '../../src/core/qr/flaws.ts'
import { foreignKinds, type LinkFlaw, type SecretFlaw } from '../../src/core/totp/flaws.ts'
import type { Words } from '../../src/words/en.ts'

type Samples<Union, Tag extends keyof Union, Values extends Union[Tag] & string = Union[Tag] & string> = {
  readonly [Value in Values]: readonly [Sample<Union, Tag, Value>, ...Sample<Union, Tag, Value>[]]
}
/** The members of a union that may have this tag: one member may stand for several tags. */
type Sample<Union, Tag extends keyof Union, Value> = Union extends unknown
  ? Value extends Union[Tag]
    ? Union
    : never
  : never

const all = <Value>(samples: Readonly<Record<string, readonly Value[]>>): readonly Value[] =>
  Object.values(samples).flat()
const names = <Name extends string>(known: Readonly<Record<Name, true>>): readonly Name[] =>
  Object.keys(known) as Name[]
const one = <Value>(values: readonly Value[]): [Value, ...Value[]] => {
  const [first, ...rest] = values
  if (first === undefined) throw new Error('no sample')
  return [first, ...rest]
}

const some = ['one', 'two']
const none: readonly string[] = []

const secretFlaws = all<SecretFlaw>({
  empty: [{ kind: 'empty' }],
  character: [{ kind: 'character', character: '!', place: 3 }],
  padding: [{ kind: 'padding', place: 3 }],
  length: [{ kind: 'length', length: 3 }],
  'too-long': [{ kind: 'too-long', most: 1024 }],
  groups: [{ kind: 'groups' }],
  word: [{ kind: 'word', length: 20 }],
  cut: [{ kind: 'cut' }],
} satisfies Samples<SecretFlaw, 'kind'>)

const linkFlaws = all<LinkFlaw>({
  'no-link': [{ kind: 'no-link' }],
  'too-long': [{ kind: 'too-long' }],
  scheme: [{ kind: 'scheme' }],
  type: [{ kind: 'type' }],
  foreign: one(foreignKinds.map((what) => ({ kind: 'foreign', what }) as const)),
  'two-step': [{ kind: 'two-step' }],
  parameter: [{ kind: 'parameter', name: 'offset' }],
  repeated: [{ kind: 'repeated', name: 'digits' }],
  'unclear-end': [{ kind: 'unclear-end' }],
  cut: [{ kind: 'cut' }],
  unplaced: [{ kind: 'unplaced', name: 'digits' }],
  'mobile-otp': [{ kind: 'mobile-otp' }],
  yandex: [{ kind: 'yandex' }],
  transfer: [{ kind: 'transfer' }],
  'damaged-transfer': [{ kind: 'damaged-transfer' }],
  escape: [{ kind: 'escape' }],
  'no-secret': [{ kind: 'no-secret' }],
  secret: one(secretFlaws.map((flaw) => ({ kind: 'secret', flaw }) as const)),
  algorithm: [{ kind: 'algorithm', name: 'MD5' }],
  digits: [{ kind: 'digits' }],
  period: [{ kind: 'period' }],
  counter: [{ kind: 'counter' }],
} satisfies Samples<LinkFlaw, 'kind'>)

const unusable = names<Unusable>({
  'bitwarden-account': true,
  'freeotp-names': true,
  'aegis-no-password': true,
  'keepass-1': true,
  'kdbx-cipher': true,
  'winauth-xml': true,
  'pgp-own-key': true,
  'steam-manifest-only': true,
  'steam-no-manifest': true,
  'lastpass-phone-backup': true,
  '1password-vault': true,
})
const importFlaws = all<ImportFlaw>({
  empty: [{ kind: 'empty' }],
  'too-large': [{ kind: 'too-large', most: 1024 * 1024 }],
  'too-many': [{ kind: 'too-many', most: 100_000 }],
  'not-recognised': [{ kind: 'not-recognised' }],
  'empty-folder': [{ kind: 'empty-folder' }],
  'qr-not-otp': [{ kind: 'qr-not-otp' }],
  damaged: [{ kind: 'damaged', format: 'json' }],
  unusable: one(unusable.map((what) => ({ kind: 'unusable', what }) as const)),
  'too-costly': [
    { kind: 'too-costly', what: 'memory', need: 2 ** 31, most: 2 ** 30 },
    { kind: 'too-costly', what: 'rounds', need: 2 ** 31, most: 10_000_000 },
  ],
  'no-memory': [{ kind: 'no-memory', need: 2 ** 30 }],
} satisfies Samples<ImportFlaw, 'kind'>)
const entryNotes = names<EntryNote['kind']>({
  'short-secret': true,
  'no-counter': true,
  duplicate: true,
  archived: true,
  trash: true,
  'no-pin': true,
  'no-codes': true,
  'revocation-code': true,
  'other-name': true,
})
const losses = names<Loss>({
  period: true,
  algorithm: true,
  digits: true,
  type: true,
  issuer: true,
  pin: true,
  'newer-version': true,
  'recent-changes': true,
  'rest-of-file': true,
})
const pictureFlaws = all<PictureFlaw>({
  'no-code': [{ kind: 'no-code' }],
  format: [{ kind: 'format', name: 'WebP' }],
  'no-picture': [{ kind: 'no-picture' }],
  damaged: [{ kind: 'damaged' }],
  'too-large': [{ kind: 'too-large', width: 8000, height: 8000, most: 40_000_000 }],
  'too-slow': [{ kind: 'too-slow', seconds: 10 }],
} satisfies Samples<PictureFlaw, 'kind'>)

const misuses = all<Misuse>({
  'unknown-command': [
    { kind: 'unknown-command', name: 'clok', near: ['clock'] },
    { kind: 'unknown-command', name: 'clok', near: none },
  ],
  'unknown-option': [
    { kind: 'unknown-option', name: '--jsn', near: ['--json'] },
    { kind: 'unknown-option', name: '--jsn', near: none },
  ],
  'missing-value': [{ kind: 'missing-value', name: '--file' }],
  'missing-argument': [{ kind: 'missing-argument', name: 'FILE' }],
  'too-many-arguments': [{ kind: 'too-many-arguments' }],
  'bad-value': [{ kind: 'bad-value', name: '--digits', allowed: '6, 7, 8' }],
  excluded: [{ kind: 'excluded', name: '--a', other: '--b' }],
  'one-of': [{ kind: 'one-of', names: ['--a', '--b'] }],
  needs: [{ kind: 'needs', name: '--a', other: '--b' }],
} satisfies Samples<Misuse, 'kind'>)

const keychainCauses = names<KeychainCause>({
  'library-missing': true,
  'no-session-bus': true,
  'no-service': true,
  locked: true,
  refused: true,
  hanging: true,
  crashed: true,
})

const patternFaults = names<PatternFault>({
  'unknown-sign': true,
  'no-signs': true,
  'too-long': true,
  'too-few': true,
})

const exportFlaws = names<ExportFlaw>({
  'not-age': true,
  truncated: true,
  damaged: true,
  content: true,
  store: true,
  key: true,
  hashed: true,
  'too-hard': true,
  'for-other-identity': true,
  'for-identity': true,
  'for-ssh': true,
  'for-other': true,
})

const notKeys = names<NotAKey>({
  'not-age': true,
  'for-identity': true,
  armoured: true,
  identity: true,
  'other-content': true,
})

const identityFlaws = names<IdentityFlaw>({
  none: true,
  mistyped: true,
  encrypted: true,
  plugin: true,
  ssh: true,
  'post-quantum': true,
  recipient: true,
})

/** Every failure there is. */
export const problems = all<Problem>({
  misused: one(misuses.map((misuse) => ({ code: 'misused', misuse }) as const)),
  'needs-terminal': [{ code: 'needs-terminal' }],
  'needs-yes': [{ code: 'needs-yes' }],
  'needs-passphrase': [{ code: 'needs-passphrase' }],
  unanswered: [{ code: 'unanswered', step: 'desk/door', choices: some }],
  'unknown-flow': [{ code: 'unknown-flow', name: 'desk', known: some }],
  'nothing-saved': [{ code: 'nothing-saved' }],
  'bad-flow': [{ code: 'bad-flow', flaws: [] }],
  'bad-answers': [{ code: 'bad-answers', flaws: [] }],
  'bad-config': [{ code: 'bad-config', flaws: [] }],
  'bad-codes': [{ code: 'bad-codes', flaws: [] }],
  'bad-pattern': one(patternFaults.map((reason) => ({ code: 'bad-pattern', reason }) as const)),
  'bad-saved-walk': [{ code: 'bad-saved-walk', file: 'walk.json' }],
  'no-file': [{ code: 'no-file', file: 'a.yaml' }],
  exists: [{ code: 'exists', file: 'a.yaml' }],
  'folder-wanted': [{ code: 'folder-wanted', file: 'a.yaml' }],
  'file-too-large': [
    { code: 'file-too-large', file: 'a.txt', most: 65_536 },
    { code: 'file-too-large', file: '-', most: 1_048_576 },
  ],
  unreadable: [{ code: 'unreadable', file: 'a.yaml', reason: 'EACCES' }],
  unwritable: [{ code: 'unwritable', file: 'a.yaml', reason: 'ENOSPC' }],
  'wrong-owner': [{ code: 'wrong-owner', file: 'a.yaml', owner: 0 }],
  'no-home': [
    { code: 'no-home', home: '' },
    { code: 'no-home', home: 'relative' },
  ],
  'no-account': [
    { code: 'no-account', name: 'github', known: some },
    { code: 'no-account', name: 'github', known: none },
  ],
  'which-account': [{ code: 'which-account', name: 'github', known: some }],
  'no-entry': [
    { code: 'no-entry', name: 'x', known: some },
    { code: 'no-entry', name: 'x', known: none },
  ],
  'which-entry': [{ code: 'which-entry', name: 'x', known: ['1: GitHub:mika', '2: GitHub:mika'] }],
  'nothing-kept': [{ code: 'nothing-kept' }],
  'no-clipboard': [
    { code: 'no-clipboard', platform: 'linux' },
    { code: 'no-clipboard', platform: 'darwin' },
  ],
  'bad-secret': one(secretFlaws.map((flaw) => ({ code: 'bad-secret', flaw }) as const)),
  'bad-link': one(linkFlaws.map((flaw) => ({ code: 'bad-link', flaw }) as const)),
  'several-secrets': [
    {
      code: 'several-secrets',
      found: [
        { title: 'A:a', line: 0 },
        { title: '', line: 2 },
        { title: 'B:b', line: 3 },
      ],
    },
  ],
  'bad-picture': one(pictureFlaws.map((flaw) => ({ code: 'bad-picture', file: 'a.png', flaw }) as const)),
  'too-long-for-qr': [{ code: 'too-long-for-qr', bytes: 4000, most: 2953 }],
  'no-drawing': [
    { code: 'no-drawing', reason: { kind: 'too-wide', needed: 80, columns: 40 } },
    { code: 'no-drawing', reason: { kind: 'too-tall', needed: 40, rows: 24 } },
    { code: 'no-drawing', reason: { kind: 'no-terminal' } },
  ],
  cancelled: [{ code: 'cancelled' }],
  'nothing-stored': [
    { code: 'nothing-stored', service: 'github', known: some },
    { code: 'nothing-stored', service: 'github', known: none },
  ],
  'several-accounts': [{ code: 'several-accounts', service: 'github', accounts: some }],
  'already-stored': [
    { code: 'already-stored', service: 'github', count: 1 },
    { code: 'already-stored', service: 'github', count: 8 },
    { code: 'already-stored', service: 'github', count: 8, known: 1 },
    { code: 'already-stored', service: 'github', count: 8, known: 3 },
  ],
  'hashed-only': [{ code: 'hashed-only', service: 'github' }],
  'nothing-offered': [{ code: 'nothing-offered', service: 'github' }],
  'which-code': [{ code: 'which-code', numbers: some }],
  'still-offered': [{ code: 'still-offered', service: 'github', number: 3 }],
  'outcome-not-stored': [
    { code: 'outcome-not-stored', service: 'github', why: 'gone' },
    { code: 'outcome-not-stored', service: 'github', why: 'settled' },
  ],
  'nothing-to-undo': [{ code: 'nothing-to-undo', service: 'github' }],
  'no-set': [{ code: 'no-set', set: '2', known: some }],
  'changed-meanwhile': [{ code: 'changed-meanwhile', service: 'github' }],
  'bad-export': one(exportFlaws.map((flaw) => ({ code: 'bad-export', file: 'a.age', flaw }) as const)),
  'bad-import': one(importFlaws.map((flaw) => ({ code: 'bad-import', file: 'a.json', flaw }) as const)),
  'import-needs-password': [{ code: 'import-needs-password', file: 'a.json' }],
  'import-wrong-password': [{ code: 'import-wrong-password', file: 'a.json' }],
  'no-keychain': one(
    keychainCauses.flatMap((cause) =>
      ['linux', 'darwin', 'win32'].map((platform) => ({ code: 'no-keychain', cause, platform }) as const),
    ),
  ),
  'store-busy': [
    { code: 'store-busy', folder: '/tmp/store', pid: 12 },
    { code: 'store-busy', folder: '/tmp/store', pid: undefined },
  ],
  'not-a-folder': [{ code: 'not-a-folder', file: '/data/lock' }],
  'wrong-passphrase': [{ code: 'wrong-passphrase', file: 'store.age' }],
  'wrong-identity': [
    { code: 'wrong-identity', file: 'store.age', hasKey: true },
    { code: 'wrong-identity', file: 'store.age', hasKey: false },
  ],
  'bad-identity': one(identityFlaws.map((flaw) => ({ code: 'bad-identity', file: 'id.txt', flaw }) as const)),
  'missing-key': [{ code: 'missing-key', file: 'key.age' }],
  'damaged-key': [{ code: 'damaged-key', file: 'key.age' }],
  'other-key': [{ code: 'other-key', file: 'store.age', key: 'key.age' }],
  'cannot-decrypt': [{ code: 'cannot-decrypt', file: 'store.age' }],
  'not-a-key': [
    { code: 'not-a-key', file: 'key.age', is: 'not-age' },
    ...notKeys.map((is) => ({ code: 'not-a-key' as const, file: 'key.age', is })),
  ],
  'missing-store': [
    { code: 'missing-store', file: 'store.age', target: '/cloud/store.age' },
    { code: 'missing-store', file: 'store.age' },
  ],
  'damaged-store': [{ code: 'damaged-store', file: 'store.age', folder: '/data' }],
  'damaged-entry': [{ code: 'damaged-entry', name: 'totp github' }],
  'newer-store': [{ code: 'newer-store', file: 'store.age' }],
  'different-entries': [{ code: 'different-entries', name: 'totp github' }],
} satisfies Samples<Problem, 'code', ErrorCode>)

const yamlRules = names<YamlRule>({
  syntax: true,
  tab: true,
  indent: true,
  colon: true,
  'bare-colon': true,
  'bare-start': true,
  quote: true,
  bracket: true,
  comma: true,
  rest: true,
  escape: true,
  'too-large': true,
  'too-deep': true,
  alias: true,
  tag: true,
  'duplicate-key': true,
  'many-documents': true,
  empty: true,
  binary: true,
})

const expected = names<Expected>({
  text: true,
  list: true,
  map: true,
  number: true,
  positive: true,
  smaller: true,
  date: true,
  more: true,
  server: true,
  web: true,
  limits: true,
  value: true,
})

const codesRules = names<CodesRule>({
  'no-codes': true,
  'too-many': true,
  'too-large': true,
  pdf: true,
  'web-page': true,
  'rich-text': true,
  archive: true,
  picture: true,
  binary: true,
})

const doubtReasons = names<DoubtReason>({
  'unlike-others': true,
  'odd-character': true,
  'unclear-spaces': true,
  'maybe-word': true,
  'behind-label': true,
  'in-sentence': true,
  'between-codes': true,
  wrapped: true,
  'in-comment': true,
  dated: true,
  'unclear-mark': true,
  'maybe-date': true,
  'maybe-phone': true,
  'maybe-key': true,
  repeated: true,
  'other-list': true,
})

/** Every fault of a file there is. */
export const faults = all<Fault>({
  yaml: one(yamlRules.map((rule) => ({ kind: 'yaml', rule }) as const)),
  'unknown-key': [
    { kind: 'unknown-key', key: 'fakt', known: some, near: ['fact'] },
    { kind: 'unknown-key', key: 'fakt', known: some, near: none },
  ],
  'missing-key': [{ kind: 'missing-key', key: 'fact' }],
  'missing-language': [{ kind: 'missing-language', language: 'ja' }],
  'wrong-type': one(expected.map((expected) => ({ kind: 'wrong-type', key: 'fact', expected }) as const)),
  'not-one-of': [{ kind: 'not-one-of', key: 'kind', allowed: some }],
  'bad-id': [{ kind: 'bad-id', id: 'Door' }],
  'not-https': [{ kind: 'not-https', key: 'url' }],
  'misplaced-file': [{ kind: 'misplaced-file' }],
  'split-text': [{ kind: 'split-text', key: 'calendar & chat' }],
  'misplaced-script': [{ kind: 'misplaced-script' }],
  'missing-target': [
    { kind: 'missing-target', target: 'dor', near: ['door'] },
    { kind: 'missing-target', target: 'dor', near: none },
  ],
  'missing-line': [
    { kind: 'missing-line', line: 'backup-code', near: ['backup-codes'] },
    { kind: 'missing-line', line: 'backup-code', near: none },
  ],
  'missing-remedy': [
    { kind: 'missing-remedy', remedy: 'wiat', near: ['wait'] },
    { kind: 'missing-remedy', remedy: 'wiat', near: none },
  ],
  'missing-warning': [
    { kind: 'missing-warning', warning: 'hury', near: ['hurry'] },
    { kind: 'missing-warning', warning: 'hury', near: none },
  ],
  'missing-wording': [{ kind: 'missing-wording', placeholder: 'service.label.door' }],
  'missing-source': [{ kind: 'missing-source', source: 'S1' }],
  'missing-result': [{ kind: 'missing-result', result: 'unknown' }],
  'missing-cards': [{ kind: 'missing-cards', cards: 'app' }],
  'repeated-choice': [{ kind: 'repeated-choice', choice: 'front' }],
  'taken-name': [{ kind: 'taken-name', name: 'bank', by: 'other-bank' }],
  'ambiguous-target': [{ kind: 'ambiguous-target', target: 'door' }],
  'no-unknown': [{ kind: 'no-unknown' }],
  'open-goto': [{ kind: 'open-goto' }],
  'late-goto': [{ kind: 'late-goto' }],
  'never-met': [{ kind: 'never-met', step: 'attic' }],
  'never-used': [{ kind: 'never-used', id: 'attic' }],
  circle: [{ kind: 'circle', through: ['desk/a', 'desk/b', 'desk/a'] }],
  'unset-fact': [
    { kind: 'unset-fact', fact: 'dor', near: ['door'] },
    { kind: 'unset-fact', fact: 'dor', near: none },
  ],
  'impossible-value': [{ kind: 'impossible-value', fact: 'door', value: 'side', known: some }],
  'general-of-general': [{ kind: 'general-of-general', remedy: 'wait' }],
  'asks-secret': [{ kind: 'asks-secret', id: 'pin' }],
  codes: one(codesRules.map((rule) => ({ kind: 'codes', rule }) as const)),
  'doubtful-code': one(doubtReasons.map((reason) => ({ kind: 'doubtful-code', reason }) as const)),
} satisfies Samples<Fault, 'kind'>)

/** Calls of the functions that take more than texts and numbers, by their path in the words. */
export const calls: Readonly<Record<string, readonly ((words: Words) => unknown)[]>> = {
  'errors.say': problems.map((problem) => (words) => words.errors.say(problem)),
  'errors.fault': faults.map((fault) => (words) => words.errors.fault(fault)),
  'diagnose.first.servers': [
    (words) => words.diagnose.first.servers(some, []),
    (words) => words.diagnose.first.servers(some, some),
  ],
  'diagnose.noCard': [
    (words) => words.diagnose.noCard('example', some),
    (words) => words.diagnose.noCard('example', none),
  ],
  'diagnose.namesakes.taken': [(words) => words.diagnose.namesakes.taken('example', 'Example', some)],
  'diagnose.overview.tried': [(words) => words.diagnose.overview.tried(some)],
  'diagnose.overview.way': [
    (words) => words.diagnose.overview.way('Example', some),
    (words) => words.diagnose.overview.way('Example', none),
  ],
  'diagnose.resumed': [
    (words) => words.diagnose.resumed('Example', 'Example'),
    (words) => words.diagnose.resumed('Example', undefined),
  ],
  'services.listed': [(words) => words.services.listed(some), (words) => words.services.listed(none)],
  'services.offers': [(words) => words.services.offers('Example', some)],
  'services.known': [
    (words) => words.services.known('Example', some),
    (words) => words.services.known('Example', none),
  ],
  'doctor.check': [(words) => words.doctor.check(some)],
  'doctor.node.is': [(words) => words.doctor.node.is('20.19.0', 'linux')],
  'doctor.network.server': (
    ['used', 'falseticker', 'undecided', 'rejected', 'timeout', 'unresolved'] as const
  ).map((state) => (words: Words) => words.doctor.network.server('a.example', state)),
  'clock.asking': [(words) => words.clock.asking(some)],
  'clock.phone.either': [(words) => words.clock.phone.either(some)],
  'totp.parameters': [
    (words) => words.totp.parameters({ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 }),
    (words) => words.totp.parameters({ type: 'hotp', algorithm: 'SHA256', digits: 8, period: 30 }),
    (words) => words.totp.parameters({ type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 }),
  ],
  'totp.notes': [
    (words) => words.totp.notes({ kind: 'short-secret', bytes: 1 }),
    (words) => words.totp.notes({ kind: 'short-secret', bytes: 8 }),
    (words) => words.totp.notes({ kind: 'no-counter' }),
    (words) => words.totp.notes({ kind: 'unknown-parameters', names: some }),
    (words) => words.totp.notes({ kind: 'text-after' }),
    (words) => words.totp.notes({ kind: 'joined-lines', from: 1, to: 2 }),
  ],
  'totp.secret.name': [
    (words) => words.totp.secret.name({ title: 'A:a', line: 0 }),
    (words) => words.totp.secret.name({ title: '', line: 2 }),
    (words) => words.totp.secret.name({ title: 'A:a', line: 2 }),
  ],
  'recover.parameters': (['totp', 'hotp', 'steam', 'motp', 'yandex'] as const).map(
    (type) => (words: Words) =>
      words.recover.parameters({ type, parameters: { algorithm: 'SHA1', digits: 6, period: 30 } }),
  ),
  'recover.note': entryNotes.map((kind) => (words: Words) => words.recover.note(kind)),
  'recover.lost': losses.map((loss) => (words: Words) => words.recover.lost(loss)),
  'recover.dropped': droppedProperties.map((property) => (words: Words) => words.recover.dropped(property)),
  'recover.unfitWhy': unfitProperties.map(
    (property) => (words: Words) =>
      words.recover.unfitWhy(property, {
        type: 'steam',
        parameters: { algorithm: 'SHA224', digits: 7, period: 60 },
      }),
  ),
  'recover.missing': [(words) => words.recover.missing([1, 3], 4)],
  'totp.add.missing': [(words) => words.totp.add.missing([1, 3], 4)],
  'totp.verify.parameters': [(words) => words.totp.verify.parameters(some)],
  'totp.verify.difference.type': [(words) => words.totp.verify.difference.type('hotp', 'totp')],
  'totp.verify.reading': [
    (words) => words.totp.verify.reading({ kind: 'hex' }),
    (words) => words.totp.verify.reading({ kind: 'text' }),
    (words) => words.totp.verify.reading({ kind: 'look-alikes' }),
    (words) => words.totp.verify.reading({ kind: 'character', place: 3, typed: 'O', read: 'Q' }),
  ],
  'codes.found': [
    (words) => words.codes.found(1, { alphabet: 'digits', length: 8, groups: '4-4' }),
    (words) => words.codes.found(8, { alphabet: 'hex', length: 8, groups: '8' }),
    (words) => words.codes.found(8, { alphabet: 'letters', length: 8, groups: '8' }),
    (words) => words.codes.found(8, { alphabet: 'mixed', length: 8, groups: '8' }),
  ],
  'codes.missing': [(words) => words.codes.missing([2, 5])],
  'codes.unlike': [
    (words) => words.codes.unlike({ count: 1, length: 8 }),
    (words) => words.codes.unlike({ count: 10 }),
    (words) => words.codes.unlike({ length: 8 }),
  ],
  'codes.bits': [(words) => words.codes.bits(26.5)],
  'backup.stored': [
    (words) => words.backup.stored(8, 'github', 'keychain'),
    (words) => words.backup.stored(1, 'github', 'file'),
  ],
  'backup.left': [
    (words) => words.backup.left({ total: 8, left: 0, offered: 0, used: 8, refused: 0, void: 0 }),
    (words) => words.backup.left({ total: 8, left: 7, offered: 0, used: 1, refused: 0, void: 0 }),
  ],
  'backup.counts': [
    (words) => words.backup.counts({ total: 8, left: 5, offered: 1, used: 1, refused: 1, void: 0 }),
  ],
  'backup.settledAs': [
    (words) => words.backup.settledAs(3, 'used'),
    (words) => words.backup.settledAs(3, 'refused'),
  ],
  'backup.importLine': [
    (words) =>
      words.backup.importLine('github', 1, { total: 8, left: 7, offered: 0, used: 1, refused: 0, void: 0 }),
    (words) =>
      words.backup.importLine('github', 2, { total: 8, left: 0, offered: 0, used: 8, refused: 0, void: 0 }),
  ],
  'store.stillPoints': [(words) => words.store.stillPoints('TWOFA_RESCUE_STORE', 'file')],
  'store.inForce': [(words) => words.store.inForce('keychain', 'it is the default')],
  'store.ask': [(words) => words.store.ask(3, 'keychain', 'file')],
  'store.nothing': [(words) => words.store.nothing('file')],
  'store.moved': [(words) => words.store.moved(3, 'keychain')],
}
