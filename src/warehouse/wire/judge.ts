import type { z } from 'zod'
import type { FoundDocument, LookUp, Outcome, RefusalProblem } from '../../core/outcome'
import type { WarehouseAnswer } from '../../core/ports/warehouse'
import { lostBecause } from './causes'
import type { Answered, Exchange } from './client'
import { readJson } from './exact-json'
import { retryAfterMs } from './retry-after'
import * as say from './sentences'

export type Judging = say.Named & {
  /** ms since 1970, to measure a Retry-After date that comes without a Date. */
  readonly now: number
}

/** How one system's own JSON is read, each null where the body does not say so. */
export type Reading = {
  /** Of 200 and 201: the number that it booked the document under. */
  readonly number: (body: unknown) => string | null
  /** Of 409: the document that is there already. */
  readonly there: (body: unknown) => FoundDocument | null
  /** Of 4xx: why it refused. */
  readonly problems: (body: unknown) => readonly RefusalProblem[] | null
}

/**
 * What one request that books came to, for systems that answer with HTTP's own statuses. Whatever may have been booked
 * is `unsure`, however unlikely. Of one request: what an earlier one booked of the same document, it does not know.
 */
export function judgePush(exchange: Exchange, { number, there, problems }: Reading, judging: Judging): Outcome {
  if (exchange.kind === 'not-sent') return { kind: 'retry', text: say.notReached(judging, exchange.code) }
  if (exchange.kind === 'lost') return unsure(judging, lostBecause(exchange.code))
  const { status, text } = exchange
  const body = readJson(text)
  if (status === 200 || status === 201) {
    const booked = number(body)
    if (booked !== null) return { kind: 'delivered', number: booked }
    return unsure(judging, say.isPage(text) ? say.unreadable(status, text) : 'answered without a number')
  }
  if (status === 409) {
    const found = there(body)
    if (found) return { kind: 'exists', found }
    return unsure(judging, 'already has a document of this name and does not say whose')
  }
  if (status === 401 || status === 403) return { kind: 'unauthorised', text: say.keyRefused(judging, status) }
  if (status === 429) return { kind: 'retry', text: say.askedToWait(judging), ...waiting(exchange, judging.now) }
  // 302 and 303 may be how a server answers once it has booked; the others say "not here".
  if ([301, 307, 308].includes(status)) return { kind: 'retry', text: say.wrongAddress(judging, status) }
  if (status < 400 || status >= 500 || status === 408) return unsure(judging, say.strange(judging, status, text))
  const refused = problems(body) ?? []
  if (refused.length > 0) return { kind: 'refused', problems: refused }
  // These speak of the document itself. Any other, such as a router's 404, would be the same for every document.
  if ([400, 413, 422].includes(status))
    return { kind: 'refused', problems: [{ code: `http-${status}`, message: say.refusedWithout(judging, status) }] }
  return { kind: 'retry', text: say.wrongAddress(judging, status) }
}

/**
 * What a look-up said. "Absent" needs the system's own 404: a router's page says nothing about documents.
 */
export function judgeFind(
  exchange: Exchange,
  there: (body: unknown) => FoundDocument | null,
  judging: Judging,
): LookUp {
  if (exchange.kind !== 'answered') return { kind: 'inconclusive', text: noExchange(exchange, judging) }
  const { status, text } = exchange
  const body = readJson(text)
  if (status === 401 || status === 403) return { kind: 'unauthorised', text: say.keyRefused(judging, status) }
  if (status === 404 && (body !== undefined || text?.trim() === '')) return { kind: 'absent' }
  const found = status === 200 ? there(body) : null
  if (found !== null) return { kind: 'found', found }
  const strange = status === 200 ? say.unreadable(status, text) : say.strange(judging, status, text)
  return { kind: 'inconclusive', text: say.noAnswer(judging, strange) }
}

/** The answer to a question that changes nothing. */
export function judgeQuestion<T>(exchange: Exchange, schema: z.ZodType<T>, judging: Judging): WarehouseAnswer<T> {
  if (exchange.kind !== 'answered') return { kind: 'retry', text: noExchange(exchange, judging) }
  const { status, text } = exchange
  if (status === 401 || status === 403) return { kind: 'unauthorised', text: say.keyRefused(judging, status) }
  if (status === 429) return { kind: 'retry', text: say.askedToWait(judging), ...waiting(exchange, judging.now) }
  if (status !== 200) return { kind: 'retry', text: say.noAnswer(judging, say.strange(judging, status, text)) }
  const parsed = schema.safeParse(readJson(text))
  if (parsed.success) return { kind: 'ok', value: parsed.data }
  return { kind: 'retry', text: say.noAnswer(judging, say.unreadable(status, text)) }
}

function noExchange(exchange: Exclude<Exchange, Answered>, judging: Judging): string {
  return exchange.kind === 'not-sent'
    ? say.notReached(judging, exchange.code)
    : say.noAnswer(judging, lostBecause(exchange.code))
}

function unsure(judging: Judging, what: string): Outcome {
  return { kind: 'unsure', text: say.maybeBooked(judging, what) }
}

function waiting(answer: Answered, now: number): { afterMs?: number } {
  const afterMs = retryAfterMs(answer.header('retry-after'), answer.header('date'), now)
  return afterMs === null ? {} : { afterMs }
}
