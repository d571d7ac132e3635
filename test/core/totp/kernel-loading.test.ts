/** Codes and ordinary searches do not load the WebAssembly kernel. In a file of its own: once loaded, it stays. */
import { expect, it } from 'vitest'
import { Secret } from '../../../src/core/secret.ts'
import { codeAt } from '../../../src/core/totp/code.ts'
import { usualParameters } from '../../../src/core/totp/parameters.ts'
import { verifyCode } from '../../../src/core/totp/verify.ts'

/** Counts the modules that are compiled from now on. */
function countModules(): () => number {
  const { Module } = WebAssembly
  let count = 0
  WebAssembly.Module = new Proxy(Module, {
    construct: (target, args) => {
      count += 1
      return Reflect.construct(target, args)
    },
  })
  return () => count
}

it('is loaded for two codes within a year, and for nothing less', async () => {
  const loaded = countModules()
  const secret = new Secret(new TextEncoder().encode('12345678901234567890'))
  const at = 1_700_000_000
  expect(codeAt(secret.reveal(), usualParameters, 59).code).toBe('287082')
  for (const codes of [['287082'], ['000000'], ['00000'], ['23456']] as const)
    await verifyCode({ secret, codes, at, window: 900 })
  await verifyCode({
    secret,
    codes: ['123456'],
    at,
    parameters: { ...usualParameters, type: 'hotp' },
    counter: 5,
  })
  expect(loaded()).toBe(0)
  await verifyCode({ secret, codes: ['000000', '000001'], at })
  expect(loaded()).toBe(1)
}, 60_000)
