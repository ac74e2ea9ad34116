import { createHash } from 'node:crypto'

/** So many of the latest bodies are remembered, by their digests alone. */
const most = 4_096

/** Answers a function that says whether a body came before, word for word, among the latest: Vend calls again, or twice. */
export function watchRepeats(): (body: Uint8Array) => boolean {
  const seen = new Set<string>()
  return (body) => {
    const digest = createHash('sha256').update(body).digest('base64')
    const isRepeat = seen.delete(digest)
    seen.add(digest)
    const [oldest] = seen
    if (seen.size > most && oldest !== undefined) seen.delete(oldest)
    return isRepeat
  }
}
