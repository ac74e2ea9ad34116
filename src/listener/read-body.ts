import type { IncomingMessage } from 'node:http'

/**
 * The body of a request; null when the caller went away. Of one that is longer than `largest` bytes, the first
 * `largest` + 1: nothing behind them is read or kept.
 */
export function readBody(request: IncomingMessage, largest: number): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size <= largest) return
      request.off('data', take).pause()
      resolve(Buffer.concat(chunks).subarray(0, largest + 1))
    }
    request.on('data', take)
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', () => resolve(null))
    request.once('close', () => resolve(null))
  })
}
