import { createHash, timingSafeEqual } from 'node:crypto'

/** The header that carries the session's key from a command; a browser has it in a cookie. */
export const keyHeader = 'x-stocktray-key'

/** Cookies know no ports: two Stocktrays of one PC must not take each other's. */
export function keyCookie(port: number): string {
  return `stocktray-${port.toString()}`
}

/** The name under which the address that a person opens carries the key, once. */
export const keyQuery = 'key'

/** More than any command or screen needs; Node takes no byte more than a request announces. */
const mostBytes = 64 * 1024

export type Fetch = (request: Request) => Response | Promise<Response>

type Session = { readonly key: string; readonly port: () => number }

/**
 * Lets a request through only when it names this PC as its Host, comes from our own page or a command, and brings the
 * session's key; a missing header is refused. So no page of another site can ask, also not one whose name leads here
 * (https://owasp.org/www-community/attacks/DNS_Rebinding is what Host is for). `api` answers below /api, `screens` all
 * else.
 */
export function guarded(api: Fetch, session: Session, screens: Fetch | null = null): Fetch {
  return (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const isPage = screens !== null && !/^\/api(\/|$)/.test(pathname)
    const { headers } = request
    const refusal =
      hostRefusal(headers, session.port()) ?? (isPage ? pageRefusal(headers) : originRefusal(headers, request.method))
    if (refusal) return refuse(refusal)
    if (isPage && pathname === '/' && isKey(searchParams.get(keyQuery), session)) return letIn(session)
    if (!isKey(headers.get(keyHeader), session) && !isKey(cookieOf(headers, session), session))
      return isPage
        ? new Response(openAgain, { status: 401, headers: { 'content-type': 'text/plain' } })
        : refuse(keyless)
    if (headers.has('transfer-encoding') || Number(headers.get('content-length') ?? '0') > mostBytes)
      return refuse({ status: 413, text: 'That is more than a request may hold.' })
    return isPage ? screens(request) : api(request)
  }
}

type Refused = { readonly status: number; readonly text: string }

const keyless: Refused = {
  status: 401,
  text: 'That is not the key of this session. Start again from Stocktray itself.',
}
const openAgain = 'Open Stocktray by the address that “stocktray run” prints when it starts: it holds the key.\n'

function hostRefusal(headers: Headers, port: number): Refused | null {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${port.toString()}`)
  const host = headers.get('host')
  return host !== null && hosts.includes(host) ? null : { status: 403, text: 'Stocktray answers to this PC alone.' }
}

const foreign: Refused = { status: 403, text: 'Stocktray answers to its own pages and commands alone.' }

/**
 * A browser names no Origin where a page of ours only reads, but then says where the question comes from
 * (https://www.w3.org/TR/fetch-metadata/).
 */
function originRefusal(headers: Headers, method: string): Refused | null {
  const [host, origin, site] = [headers.get('host'), headers.get('origin'), headers.get('sec-fetch-site')]
  if (origin === null) return site === 'same-origin' && method === 'GET' ? null : foreign
  return origin === `http://${host ?? ''}` ? null : foreign
}

/** A page is opened by a person, or by a page of ours. */
function pageRefusal(headers: Headers): Refused | null {
  const [host, origin, site] = [headers.get('host'), headers.get('origin'), headers.get('sec-fetch-site')]
  if (origin !== null && origin !== `http://${host ?? ''}`) return foreign
  return site === 'none' || site === 'same-origin' ? null : foreign
}

/** The key leaves the address line at once: it stands in a cookie from then on. */
function letIn({ key, port }: Session): Response {
  const cookie = `${keyCookie(port())}=${key}; Path=/; HttpOnly; SameSite=Strict`
  return new Response(null, {
    status: 303,
    headers: { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' },
  })
}

function cookieOf(headers: Headers, { port }: Session): string | null {
  const wanted = `${keyCookie(port())}=`
  const all = (headers.get('cookie') ?? '').split(/;\s*/)
  return all.find((one) => one.startsWith(wanted))?.slice(wanted.length) ?? null
}

function refuse({ status, text }: Refused): Response {
  return Response.json({ kind: 'obstacle', text }, { status })
}

function isKey(given: string | null, { key }: Session): boolean {
  return given !== null && isSame(given, key)
}

/** In a time that says nothing about where they differ. */
function isSame(given: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}
