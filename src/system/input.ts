/** Stdin as data: read whole, and only where somebody asks for it. */
import { RescueError } from '../core/errors.ts'
import type { Input } from '../host/machine.ts'
import type { HiddenTyping } from './hidden-typing.ts'

const usualMax = 4 * 1024 * 1024

/** The data behind a stream. It is looked at when it is used first: to open stdin costs a part of the start. */
export function openInput(streams: { readonly stdin: NodeJS.ReadStream }, typing: HiddenTyping): Input {
  return {
    get isTerminal() {
      return streams.stdin.isTTY === true
    },
    hideTyping: typing.start,
    showTyping: typing.stop,
    async read(maxBytes = usualMax) {
      typing.stop()
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of streams.stdin) {
        const bytes = Buffer.from(chunk)
        size += bytes.length
        if (size > maxBytes) throw new RescueError({ code: 'file-too-large', file: '-', most: maxBytes })
        chunks.push(bytes)
      }
      return new Uint8Array(Buffer.concat(chunks))
    },
  }
}
