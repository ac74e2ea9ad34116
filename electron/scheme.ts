import type { Parts } from './parts'

const scheme = 'app'
const host = 'stocktray'

/** Where the screens are, for the windows of this app alone. */
export const screensOrigin = `${scheme}://${host}`

/** Before Electron is ready: from then on a page of this scheme may do what one of https may. */
export function registerScheme(protocol: Pick<Parts['protocol'], 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

type Fetch = (request: Request) => Response | Promise<Response>

export type Served = {
  readonly api: Fetch
  readonly screens: Fetch
  /** Something may have changed. */
  readonly changed: () => void
  /** Aborts when the window that stands now is closed. */
  readonly closed: () => AbortSignal
}

/** Answers the scheme's requests: `api` below /api, `screens` all else. */
export function serveScheme(protocol: Pick<Parts['protocol'], 'handle'>, served: Served): void {
  protocol.handle(scheme, answering(served))
}

/** Lets through only what our own pages ask of our own host. What still streams ends with the window that asked. */
export function answering({ api, screens, changed, closed }: Served): (request: Request) => Promise<Response> {
  return async (request) => {
    const { hostname, port, username, password, pathname } = new URL(request.url)
    const origin = request.headers.get('origin')
    const isOurs = hostname === host && port === '' && username === '' && password === ''
    if (!isOurs || (origin !== null && origin !== screensOrigin)) return refused()
    if (!/^\/api(\/|$)/.test(pathname)) return screens(request)
    const response = await api(new Request(request, { signal: AbortSignal.any([request.signal, closed()]) }))
    if (request.method !== 'GET') changed()
    return response
  }
}

function refused(): Response {
  const text = 'Stocktray answers to its own pages alone.'
  return Response.json({ kind: 'obstacle', text }, { status: 403 })
}
