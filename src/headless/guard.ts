import { createHash, timingSafeEqual } from 'node:crypto'

/** The header that carries the session's key. */
export const keyHeader = 'x-stocktray-key'

/** More than any command or screen needs; Node takes no byte more than a request announces. */
const mostBytes = 64 * 1024

export type Fetch = (request: Request) => Response | Promise<Response>

/**
 * Lets a request through only when it names this PC as its Host, comes from our own Origin and brings the session's key;
 * a missing header is refused. So no page of another site can ask, also not one whose name leads here
 * (https://owasp.org/www-community/attacks/DNS_Rebinding is what Host is for).
 */
export function guarded(fetch: Fetch, { key, port }: { readonly key: string; readonly port: () => number }): Fetch {
  return (request) => {
    const refusal = refusalOf(request.headers, key, port())
    return refusal
      ? Response.json({ kind: 'obstacle', text: refusal.text }, { status: refusal.status })
      : fetch(request)
  }
}

function refusalOf(headers: Headers, key: string, port: number): { status: number; text: string } | null {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${port.toString()}`)
  const [host, origin, given] = [headers.get('host'), headers.get('origin'), headers.get(keyHeader)]
  if (host === null || !hosts.includes(host)) return { status: 403, text: 'Stocktray answers to this PC alone.' }
  if (origin === null || origin !== `http://${host}`)
    return { status: 403, text: 'Stocktray answers to its own pages and commands alone.' }
  if (given === null || !isSame(given, key))
    return { status: 401, text: 'That is not the key of this session. Start again from Stocktray itself.' }
  if (headers.has('transfer-encoding') || Number(headers.get('content-length') ?? '0') > mostBytes)
    return { status: 413, text: 'That is more than a request may hold.' }
  return null
}

/** In a time that says nothing about where they differ. */
function isSame(given: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}
