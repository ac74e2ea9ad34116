import { z } from 'zod'
import { lostBecause } from '../wire/causes'
import type { Answered, Exchange } from '../wire/client'
import { readJson } from '../wire/exact-json'
import { retryAfterMs } from '../wire/retry-after'
import { answered, trouble, type Answer, type Trouble } from './answer'

/** Of Odoo's own words, so that one sentence stays one. */
const longestWords = 200

/** `secrets` are replaced wherever Odoo repeats them. */
export type Judging = { readonly now: number; readonly secrets: readonly string[] }

const errorData = z.object({ name: z.string(), message: z.string().catch('') })
const rpcAnswer = z.object({ error: z.object({ data: errorData }).optional(), result: z.unknown().optional() })

/** JSON-2 answers with HTTP's own status codes; an error's body is the exception itself. */
export function judgeJson2(exchange: Exchange, judging: Judging): Answer<unknown> {
  if (exchange.kind !== 'answered') return unanswered(exchange)
  const body = readJson(exchange.text)
  if (exchange.status === 200 && body !== undefined) return answered(body)
  if (exchange.status === 401) return trouble({ kind: 'denied', reason: 'key' })
  const error = errorData.safeParse(body)
  return trouble(error.success && exchange.status !== 429 ? thrown(error.data, judging) : strange(exchange, judging))
}

/** JSON-RPC answers 200 whatever happened. */
export function judgeJsonRpc(exchange: Exchange, judging: Judging): Answer<unknown> {
  if (exchange.kind !== 'answered') return unanswered(exchange)
  const body = rpcAnswer.safeParse(readJson(exchange.text))
  if (exchange.status !== 200 || !body.success) return trouble(strange(exchange, judging))
  return body.data.error ? trouble(thrown(body.data.error.data, judging)) : answered(body.data.result)
}

function unanswered(exchange: Exclude<Exchange, Answered>): Answer<unknown> {
  if (exchange.kind === 'not-sent') return trouble(exchange)
  return trouble({ kind: 'lost', what: lostBecause(exchange.code) })
}

/** An exception of Odoo's, told by its class: the texts change from version to version and are translated. */
function thrown({ name, message }: z.output<typeof errorData>, { secrets }: Judging): Trouble {
  if (/(^|\.)(AccessDenied|Unauthorized|SessionExpiredException)$/.test(name)) return { kind: 'denied', reason: 'key' }
  // PostgreSQL has one class for "no such database" and for "not now".
  if (name.endsWith('.OperationalError') && /database ".*" does not exist/.test(message))
    return { kind: 'denied', reason: 'database' }
  if (isPassing(name)) return { kind: 'busy' }
  return { kind: name.startsWith('odoo.exceptions.') ? 'refused' : 'failed', name, said: clean(message, secrets) }
}

/** Two at once on the same rows, a database that restarts: what psycopg2 and Odoo itself call it. */
function isPassing(name: string): boolean {
  if (/(^|\.)(LockError|ConcurrencyError|PoolError)$/.test(name)) return true
  return name.startsWith('psycopg2.') && !/(Integrity|Data|Programming|Violation|NotSupported)/.test(name)
}

/** An answer that is none of Odoo's. */
function strange({ status, header, text }: Answered, { now }: Judging): Trouble {
  if (status === 429) {
    const afterMs = retryAfterMs(header('retry-after'), header('date'), now)
    return afterMs === null ? { kind: 'busy' } : { kind: 'busy', afterMs }
  }
  if (status === 401) return { kind: 'denied', reason: 'key' }
  if (status === 403) return { kind: 'denied', reason: 'plan' }
  // 302 and 303 may be how a server answers once it has done it; the others say "not here".
  if ([301, 307, 308].includes(status) || (status >= 400 && status < 500 && status !== 408))
    return { kind: 'elsewhere', status }
  if (status >= 500) return { kind: 'lost', what: `has trouble of its own (it answered ${status})` }
  const page = text?.trimStart().startsWith('<') ?? false
  return {
    kind: 'lost',
    what: `answered ${status} with ${page ? 'a web page instead of data' : 'data that cannot be read'}`,
  }
}

/** One line of Odoo's own words, without control characters, secrets and the list that follows its first paragraph. */
export function clean(message: string, secrets: readonly string[]): string {
  const [first = ''] = message.trim().split(/\n\s*\n/)
  const plain = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), first)
  const line = plain.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return line.length > longestWords ? `${line.slice(0, longestWords - 1)}…` : line
}
