/**
 * A value that nobody should see by accident: printed, logged or put into JSON it says `[secret]`.
 *
 * @example
 * ```js
 * import { Secret } from '2fa-rescue'
 *
 * const secret = new Secret('GEZDGNBV')
 * console.log(JSON.stringify({ secret }), secret.reveal()) // {"secret":"[secret]"} GEZDGNBV
 * ```
 */
export class Secret<Value = Uint8Array> {
  readonly #value: Value

  constructor(value: Value) {
    this.#value = value
  }

  /** The value itself: a visible act. */
  reveal(): Value {
    return this.#value
  }

  /** `[secret]`. */
  toString(): '[secret]' {
    return '[secret]'
  }

  /** `[secret]`. */
  toJSON(): '[secret]' {
    return '[secret]'
  }

  /** What Node's console and `util.inspect` print. */
  [Symbol.for('nodejs.util.inspect.custom')](): '[secret]' {
    return '[secret]'
  }
}
