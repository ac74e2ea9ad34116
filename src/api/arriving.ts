/**
 * A long answer that is made as it is taken: the next text is asked for when somebody waits for it. A throw in the middle
 * breaks the answer off, so that half of it is never taken for all.
 */
export function arriving(texts: Iterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  const taken = texts[Symbol.iterator]()
  const source = {
    pull: (body: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
      const next = taken.next()
      if (next.done === true) body.close()
      else body.enqueue(encoder.encode(next.value))
    },
    cancel: () => void taken.return?.(),
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}
