import axios, { type AxiosInstance } from 'axios'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { watchDeparture } from './departure'
import { writeJson } from './exact-json'

/** What became of one HTTP request. Nothing of the request itself, so no token, is in it. */
export type Exchange =
  | Answered
  /** Certainly no byte of it reached the warehouse. */
  | { readonly kind: 'not-sent'; readonly code: string }
  /** It left, or may have, and no whole answer came. */
  | { readonly kind: 'lost'; readonly code: string }

export type Answered = {
  readonly kind: 'answered'
  readonly status: number
  readonly header: (name: string) => string | null
  /** null: not UTF-8. */
  readonly text: string | null
}

export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Below the base, with its own slash. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type Client = {
  readonly host: string
  /** Codes are Node's or axios' own; STOPPED, TIMED-OUT, NO-CONNECTION and TOO-LARGE are ours. */
  readonly send: (call: Call, signal: AbortSignal) => Promise<Exchange>
}

export type ClientSettings = {
  readonly http: AxiosInstance
  readonly base: string
  /** With every call: who we are. */
  readonly headers: Readonly<Record<string, string>>
  /** For one whole answer. */
  readonly timeoutMs: number
}

const largestAnswer = 32 * 1024 * 1024
/** Until the connection stands, so that nearly all of the warehouse's own time limit begins after it. */
const connectMs = 10_000

/** Talks to one warehouse, following no redirect: the key is for the host it was entered for. */
export function createClient({ http, base, headers, timeoutMs }: ClientSettings): Client {
  // A connection kept open may die just when it is used again, and then nobody knows what arrived.
  const httpAgent: unknown = http.defaults.httpAgent ?? new HttpAgent({ keepAlive: false })
  const httpsAgent: unknown = http.defaults.httpsAgent ?? new HttpsAgent({ keepAlive: false })
  return {
    host: new URL(base).host,
    send: async (call, signal) => {
      if (signal.aborted) return { kind: 'not-sent', code: 'STOPPED' }
      const giveUp = new AbortController()
      let why = 'TIMED-OUT'
      const stop = (code: string) => {
        why = code
        giveUp.abort()
      }
      const stopped = () => {
        stop('STOPPED')
      }
      signal.addEventListener('abort', stopped, { once: true })
      // axios' own time limit starts anew with every byte; this one is for the whole answer.
      const whole = setTimeout(stop, timeoutMs, 'TIMED-OUT')
      const connecting = setTimeout(stop, Math.min(connectMs, timeoutMs), 'NO-CONNECTION')
      const departure = watchDeparture(() => {
        clearTimeout(connecting)
      })
      try {
        const response = await http.request<Uint8Array>({
          method: call.method,
          url: base + call.path,
          headers: {
            Accept: 'application/json',
            ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...call.headers,
            ...headers,
          },
          ...(call.body === undefined ? {} : { data: writeJson(call.body) }),
          ...{ httpAgent, httpsAgent },
          transport: departure.transport,
          signal: giveUp.signal,
          responseType: 'arraybuffer',
          validateStatus: () => true,
          maxRedirects: 0,
          maxContentLength: largestAnswer,
          // A system in the shop's own network is not behind the office's proxy.
          ...(base.startsWith('http:') ? { proxy: false as const } : {}),
        })
        return answered(response)
      } catch (error) {
        const code = giveUp.signal.aborted ? why : codeOf(error)
        return { kind: departure.left() ? 'lost' : 'not-sent', code }
      } finally {
        clearTimeout(whole)
        clearTimeout(connecting)
        signal.removeEventListener('abort', stopped)
      }
    },
  }
}

function answered(response: { status: number; headers: object; data: Uint8Array }): Answered {
  const given = new Map(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
  return {
    kind: 'answered',
    status: response.status,
    header: (name) => given.get(name) ?? null,
    text: decodeUtf8(response.data),
  }
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function codeOf(error: unknown): string {
  if (!axios.isAxiosError(error)) return 'UNKNOWN'
  // axios has one code for an answer beyond the limit and for one that was cut off.
  if (error.message.startsWith('maxContentLength')) return 'TOO-LARGE'
  return error.code ?? 'UNKNOWN'
}
