import type { z } from 'zod'
import type { DocumentKind } from '../../core/document'
import type { LookUp, Outcome } from '../../core/outcome'
import type { WarehouseAnswer } from '../../core/ports/warehouse'
import type { Answered, Exchange } from '../wire/client'
import { toFound, toProblems } from './map'
import { lostBecause } from '../wire/causes'
import { retryAfterMs } from '../wire/retry-after'
import { readJson } from '../wire/exact-json'
import { bookedAnswer, documentAnswer, problemsAnswer } from './schema'
import * as say from './sentences'

export type Judging = {
  readonly host: string
  /** ms since 1970, to measure a Retry-After date that comes without a Date. */
  readonly now: number
  /** Takes out of the warehouse's own words what must not be shown. */
  readonly clean: (text: string) => string
}

/** What an attempt to book came to. Whatever may have been booked is `unsure`, however unlikely. */
export function judgePush(exchange: Exchange, { host, now, clean }: Judging): Outcome {
  if (exchange.kind === 'not-sent') return { kind: 'retry', text: say.notReached(host, exchange.code) }
  if (exchange.kind === 'lost') return unsure(host, lostBecause(exchange.code))
  const { status, text } = exchange
  const body = readJson(text)
  if (status === 200 || status === 201) {
    const booked = bookedAnswer.safeParse(body)
    return booked.success
      ? { kind: 'delivered', number: booked.data.number }
      : unsure(host, text?.trimStart().startsWith('<') ? say.unreadable(status, text) : 'answered without a number')
  }
  if (status === 409) {
    const there = documentAnswer.safeParse(body)
    return there.success
      ? { kind: 'exists', found: toFound(there.data) }
      : unsure(host, 'already has a document of this name and does not say whose')
  }
  if (status === 401 || status === 403) return { kind: 'unauthorised', text: say.keyRefused(host, status) }
  if (status === 429) return { kind: 'retry', text: say.askedToWait(host), ...waiting(exchange, now) }
  // 302 and 303 may be how a server answers once it has booked; the others say "not here".
  if ([301, 307, 308].includes(status)) return { kind: 'retry', text: say.wrongAddress(host, status) }
  if (status < 400 || status >= 500 || status === 408) return unsure(host, strange(exchange))
  const refusal = problemsAnswer.safeParse(body)
  if (refusal.success && refusal.data.problems.length > 0)
    return { kind: 'refused', problems: toProblems(refusal.data, clean) }
  // These speak of the document itself. Any other, such as a router's 404, would be the same for every document.
  if ([400, 413, 422].includes(status))
    return {
      kind: 'refused',
      problems: [
        {
          code: `http-${status}`,
          message: `${say.named(host)} refused the document (it answered ${status}) and gave no reason that can be read.`,
        },
      ],
    }
  return { kind: 'retry', text: say.wrongAddress(host, status) }
}

/** What a look-up said. "Absent" needs the warehouse's own 404: a router's page says nothing about documents. */
export function judgeFind(exchange: Exchange, kind: DocumentKind, { host }: Judging): LookUp {
  if (exchange.kind !== 'answered') return { kind: 'inconclusive', text: noExchange(exchange, host) }
  const { status, text } = exchange
  const body = readJson(text)
  if (status === 401 || status === 403) return { kind: 'unauthorised', text: say.keyRefused(host, status) }
  if (status === 404 && (body !== undefined || text?.trim() === '')) return { kind: 'absent' }
  if (status !== 200) return { kind: 'inconclusive', text: say.noAnswer(host, strange(exchange)) }
  const there = documentAnswer.safeParse(body)
  if (!there.success) return { kind: 'inconclusive', text: say.noAnswer(host, say.unreadable(status, text)) }
  if (there.data.kind !== undefined && there.data.kind !== kind)
    return {
      kind: 'inconclusive',
      text: say.noAnswer(host, `has ${there.data.number} under this reference, which is another kind of document`),
    }
  return { kind: 'found', found: toFound(there.data) }
}

/** The answer to a question that changes nothing. */
export function judgeQuestion<T>(exchange: Exchange, schema: z.ZodType<T>, { host, now }: Judging): WarehouseAnswer<T> {
  if (exchange.kind !== 'answered') return { kind: 'retry', text: noExchange(exchange, host) }
  const { status, text } = exchange
  if (status === 401 || status === 403) return { kind: 'unauthorised', text: say.keyRefused(host, status) }
  if (status === 429) return { kind: 'retry', text: say.askedToWait(host), ...waiting(exchange, now) }
  if (status !== 200) return { kind: 'retry', text: say.noAnswer(host, strange(exchange)) }
  const parsed = schema.safeParse(readJson(text))
  if (parsed.success) return { kind: 'ok', value: parsed.data }
  return { kind: 'retry', text: say.noAnswer(host, say.unreadable(status, text)) }
}

function noExchange(exchange: Exclude<Exchange, Answered>, host: string): string {
  return exchange.kind === 'not-sent'
    ? say.notReached(host, exchange.code)
    : say.noAnswer(host, lostBecause(exchange.code))
}

function strange({ status, text }: Answered): string {
  if (status >= 300 && status < 400) return 'sent us on to another address, where the token must not go'
  if (status >= 500) return `has trouble of its own (it answered ${status})`
  return text?.trimStart().startsWith('<') ? say.unreadable(status, text) : `answered ${status}, which it should not`
}

function unsure(host: string, what: string): Outcome {
  return { kind: 'unsure', text: say.maybeBooked(host, what) }
}

function waiting(answer: Answered, now: number): { afterMs?: number } {
  const afterMs = retryAfterMs(answer.header('retry-after'), answer.header('date'), now)
  return afterMs === null ? {} : { afterMs }
}
