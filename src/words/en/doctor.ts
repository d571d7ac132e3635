/** The words of `doctor`. */

type SourceState = 'used' | 'falseticker' | 'undecided' | 'rejected' | 'timeout' | 'unresolved'

const states: Record<SourceState, string> = {
  used: 'answers',
  falseticker: 'differs from the others',
  undecided: 'answers',
  rejected: 'gives no valid answer',
  timeout: 'does not answer',
  unresolved: 'its name is not found',
}

export const doctor = {
  help: 'checks what of this machine can be used, and names what repairs the rest',
  check: (names: readonly string[]) => `what to check (default: all): ${names.join(', ')}`,
  verbose: 'give the reason of every line',
  waiting: 'looking …',
  /** In place of the marks, where they are read out. */
  statuses: { ok: 'ok:', warning: 'warning:', failed: 'failed:', skipped: 'skipped:' },
  repair: (text: string) => `to repair: ${text}`,
  offline: 'not checked, because of --offline',
  node: {
    is: (version: string, platform: string) => `Node ${version} on ${platform}`,
    needs: (oldest: string) => `Node ${oldest} or later is needed`,
    install: (oldest: string) => `install Node ${oldest} or later: https://nodejs.org/`,
  },
  terminal: {
    is: (columns: number, rows: number) => `${columns} columns, ${rows} rows`,
    ascii: (columns: number, rows: number) => `${columns} columns, ${rows} rows, ASCII only`,
    unicode: 'the terminal shows Unicode',
    asciiMeans: 'marks are shown in ASCII, because this terminal may not show others',
    narrow: (least: number) => `lines are broken often below ${least} columns`,
    none: 'the output is not a terminal',
    noneMeans: 'nothing can be asked here; commands that ask need --yes or a file of answers',
    open: 'run it in a terminal',
  },
  keychain: {
    answers: (count: number) => `the keychain answers; entries of this program: ${count}`,
    opened: 'its entries could be listed',
    notNeeded: 'it is not needed: secrets are kept in the encrypted file',
    needed: 'backup codes and accounts would be kept there; without it they go into an encrypted file',
    useFile: 'keep things in an encrypted file: --store file',
  },
  store: {
    noFile: 'no encrypted file; it is not needed while the keychain is used',
    noFileYet: (folder: string) => `there is no encrypted file in ${folder} yet`,
    made: 'it is made when something is stored',
    folder: (folder: string) => `folder: ${folder}`,
    there: 'the encrypted file is there; it opens with its passphrase',
    opens: (count: number) => `the encrypted file opens; entries: ${count}`,
    damaged: 'store.age is damaged or cannot be read',
    restore: 'any command that opens the store uses its copy: 2fa-rescue backup list',
    status: '2fa-rescue store status',
  },
  clock: {
    seeNetwork: 'the clock was not measured; the check “network” says more',
    limits: (warning: number, critical: number) =>
      `counts as off from ${warning} s, as badly off from ${critical} s`,
    matters: 'codes made on this computer are refused while its clock is off',
  },
  network: {
    answered: (valid: number, asked: number) => `${valid} of ${asked} time servers answer`,
    asked: (names: string) => `asked: ${names}`,
    none: (names: string) => `no time server answers (${names})`,
    webOnly: 'time servers do not answer, web servers do',
    blocked: (names: string) => `UDP port 123 seems to be blocked; asked in vain: ${names}`,
    open: 'allow UDP port 123, or name a server of your network: 2fa-rescue clock --server HOST',
    try: 'check the network connection, then: 2fa-rescue clock --https',
    server: (name: string, state: SourceState) => `${name} ${states[state]}`,
  },
  flows: {
    count: (flows: number, cards: number) => `${flows} flows, ${cards} cards`,
    shippedOnly: 'the shipped ones; no folder of your own is named',
    own: (folder: string) => `the shipped ones and those in ${folder}`,
    ownBroken: 'your own flows cannot be used; the shipped ones can',
  },
}
