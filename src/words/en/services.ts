/** The words of `services`, and of what the directory lists. */
import type { ListedMethod } from '../../core/flow/directory.ts'

const methods: Record<ListedMethod, string> = {
  authenticator: 'authenticator app',
  'own-app': 'its own app',
  passkey: 'passkey',
  'security-key': 'security key',
  'own-device': 'its own device',
  sms: 'text message',
  voice: 'call',
  email: 'email',
}

export const services = {
  word: 'a name, or a part of one',
  methods,
  full: (checked: string) => `has a card of its own, checked on ${checked}`,
  listed: (methods: readonly string[]) =>
    methods.length === 0 ? 'its official pages' : `listed: ${methods.join(', ')}`,
  counts: (full: number, all: number) =>
    `${all} found: ${full} with a card of their own; the others as listed by the 2FA Directory, August 2026`,
  none: (word: string) => `nothing is known by the name “${word}”; the general advice works without a name`,
  /** Above the ways, where the service is known from the directory only. */
  known: (name: string, methods: readonly string[]) =>
    methods.length === 0
      ? `${name} is listed by the 2FA Directory (August 2026), without ways for the second step.`
      : `For ${name} the 2FA Directory lists (August 2026): ${methods.join(', ')}. There may be others.`,
  prompt: 'a prompt on a phone',
  /** Beside the ways, where the service has a full card. */
  offers: (name: string, methods: readonly string[]) =>
    `Second steps that ${name} is known to have: ${methods.join(', ')}. There may be others.`,
}
