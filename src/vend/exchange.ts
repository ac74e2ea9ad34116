import axios, { type AxiosInstance } from 'axios'
import { decodeUtf8 } from './decode-utf8'

/** What became of one HTTP request. Nothing of the request itself, so no token, is in it. */
export type Exchange =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly header: (name: string) => string | null
      /** null: not UTF-8. */
      readonly text: string | null
    }
  /** `code`: Node's or axios' name for it, such as ECONNRESET; TIMED-OUT and TOO-LARGE are ours. */
  | { readonly kind: 'broken'; readonly code: string }
  | { readonly kind: 'cancelled' }

export type Request = {
  readonly url: string
  readonly params: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** Absent: a GET. */
  readonly write?: Write
}

/** A request that changes something; `content`: its body. */
export type Write = {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly content?: { readonly type: string; readonly text: string }
}

/** 200 rows are some hundred kilobytes. */
const largestAnswer = 32 * 1024 * 1024

/** Sends one request, following no redirect: the token is for the host it was entered for. */
export async function exchange(http: AxiosInstance, request: Request, signal: AbortSignal): Promise<Exchange> {
  const { url, params, timeoutMs, write } = request
  const content = write?.content
  const giveUp = new AbortController()
  const stop = () => {
    giveUp.abort('cancelled')
  }
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  // axios' own time limit starts anew with every byte; this one is for the whole answer.
  const timer = setTimeout(() => {
    giveUp.abort('timed out')
  }, timeoutMs)
  try {
    const response = await http.request<Uint8Array>({
      ...{ url, method: write?.method ?? 'GET', params, signal: giveUp.signal },
      headers: { ...request.headers, ...(content && { 'Content-Type': content.type }) },
      ...(content && { data: content.text }),
      responseType: 'arraybuffer',
      validateStatus: () => true,
      maxRedirects: 0,
      maxContentLength: largestAnswer,
      // A trial server on this computer is not behind the office's proxy.
      ...(url.startsWith('http:') ? { proxy: false as const } : {}),
    })
    const given = new Map(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
    return {
      kind: 'answered',
      status: response.status,
      header: (name) => given.get(name) ?? null,
      text: decodeUtf8(response.data),
    }
  } catch (error) {
    if (giveUp.signal.reason === 'cancelled') return { kind: 'cancelled' }
    return { kind: 'broken', code: giveUp.signal.aborted ? 'TIMED-OUT' : codeOf(error) }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

function codeOf(error: unknown): string {
  if (!axios.isAxiosError(error)) return 'UNKNOWN'
  // axios has one code for an answer beyond the limit and for one that was cut off.
  if (error.message.startsWith('maxContentLength')) return 'TOO-LARGE'
  return error.code ?? 'UNKNOWN'
}
