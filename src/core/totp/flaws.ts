/** What can be wrong with a secret or a link. Types only, so that the list of all failures can name them. */

/** What is wrong with a text that should be a secret. Places count from 1; spaces and hyphens are not counted. */
export type SecretFlaw =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly character: string; readonly place: number }
  | { readonly kind: 'padding'; readonly place: number }
  | { readonly kind: 'length'; readonly length: number }
  /** Longer than any secret: `most` is in bytes. */
  | { readonly kind: 'too-long'; readonly most: number }
  /** The groups differ in size or in case, so that not all of them can belong to one secret. */
  | { readonly kind: 'groups' }
  /** The first or last group may be a word: all groups together have so many characters, which is unusual. */
  | { readonly kind: 'word'; readonly length: number }
  /** Dots, stars or the `=` of a mail's line break stand where a part of it should be. */
  | { readonly kind: 'cut' }

/** Texts that people take for a secret, and that hold none. */
export const foreignKinds = [
  'wifi',
  'web-address',
  'contact',
  'message',
  'location',
  'payment',
  'passkey',
  'esim',
  'microsoft-authenticator',
  'duo',
  'securid',
  'steam-address',
  'private-key',
] as const
/** A kind of text that holds no secret. */
export type ForeignKind = (typeof foreignKinds)[number]

/** What is wrong with a link. Nothing of it is repeated but the names of an algorithm or a parameter. */
export type LinkFlaw =
  | { readonly kind: 'no-link' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'scheme' }
  | { readonly kind: 'type' }
  /** It is something else, such as the QR code of a Wi-Fi network. */
  | { readonly kind: 'foreign'; readonly what: ForeignKind }
  /** Mobile-OTP and Yandex make their codes in a way of their own, with a PIN. */
  | { readonly kind: 'mobile-otp' }
  | { readonly kind: 'yandex' }
  /** The secret is only half of it: the app makes the other half (privacyIDEA). */
  | { readonly kind: 'two-step' }
  /** A transfer of several accounts stands where one account is wanted. */
  | { readonly kind: 'transfer' }
  /** A transfer that is cut off or changed. */
  | { readonly kind: 'damaged-transfer' }
  | { readonly kind: 'escape' }
  | { readonly kind: 'no-secret' }
  | { readonly kind: 'secret'; readonly flaw: SecretFlaw }
  | { readonly kind: 'algorithm'; readonly name: string }
  | { readonly kind: 'digits' | 'period' | 'counter' }
  /** A parameter that changes the codes in a way that is not known here. */
  | { readonly kind: 'parameter'; readonly name: string }
  /** A parameter stands there twice, with different values. */
  | { readonly kind: 'repeated'; readonly name: string }
  /** The next line may be the rest of this link, or something else. */
  | { readonly kind: 'unclear-end' }
  /** Dots stand where the end of the link should be. */
  | { readonly kind: 'cut' }
  /** A setting stands between several secrets, and it is not clear which of them it belongs to. */
  | { readonly kind: 'unplaced'; readonly name: string }

/** An account in a text: its title, which may be empty, and its line, which is 0 in a transfer. */
export interface FoundName {
  readonly title: string
  readonly line: number
}
