/** What services are known to issue. It decides nothing by itself: it settles what blanks mean, and what is worth a word. */

/** As far as sources tell; the keys are the ids of the service cards. */
export interface Issued {
  /** Codes in a whole set. */
  readonly count?: number
  /** Letters and digits of one code. */
  readonly length?: number
}

/** Google: answer 1187538. GitHub: docs, “Recovering your account”. The others as their cards say. */
const known: Readonly<Record<string, Issued>> = {
  google: { count: 10, length: 8 },
  instagram: { count: 5, length: 8 },
  facebook: { count: 10 },
  'meta-ads': { count: 10 },
  'microsoft-personal': { count: 1, length: 25 },
  apple: { count: 1, length: 28 },
  github: { count: 16, length: 10 },
  discord: { count: 10, length: 8 },
  nintendo: { count: 10 },
  playstation: { count: 10 },
  chatwork: { count: 10 },
  reddit: { count: 10 },
}

/** What this service issues, or undefined where that is not known. */
export function issuedBy(service: string | undefined): Issued | undefined {
  return service !== undefined && Object.hasOwn(known, service) ? known[service] : undefined
}
