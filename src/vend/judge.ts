import type { VendProblem } from '../core/ports/vend'
import type { Exchange } from './exchange'
import { readJson } from './read-json'
import { retryAfterMs } from './retry-after'
import { badAnswer, checkAddress, inTrouble, rightMissing, tokenRefused, type Area } from './vend-problem'

type Answered = Extract<Exchange, { kind: 'answered' }>

export type Verdict =
  | { readonly kind: 'found'; readonly body: unknown }
  /** 404, said by Vend itself. */
  | { readonly kind: 'missing' }
  /** 400 or 422: Vend does not like the question. */
  | { readonly kind: 'question-refused'; readonly problem: VendProblem }
  /** 409: what was to be made is there. */
  | { readonly kind: 'conflict'; readonly problem: VendProblem }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'trouble'; readonly problem: VendProblem }
  | { readonly kind: 'problem'; readonly problem: VendProblem }

/** What an answer means. Texts name the status and what to do, and repeat nothing that Vend wrote. */
export function judge(answer: Answered, host: string, area: Area, now: number, writes = false): Verdict {
  const { status } = answer
  const json = answer.text === null ? null : readJson(answer.text)
  const body = json?.ok ? json.value : undefined
  const bad = (what: string): VendProblem => badAnswer(host, area, what)
  if (writes && status === 204) return { kind: 'found', body: null }
  if (status === 200 || (writes && status === 201)) {
    if (json?.ok) return { kind: 'found', body }
    return { kind: 'problem', problem: bad(unreadable(answer.text)) }
  }
  if (status === 401) return { kind: 'problem', problem: tokenRefused(host) }
  if (status === 403) return { kind: 'problem', problem: rightMissing(host, area) }
  if (status === 404) {
    // A router's or gateway's own page says nothing about whether the consignment exists.
    if (json?.ok || answer.text?.trim() === '') return { kind: 'missing' }
    return { kind: 'problem', problem: bad(`answered 404 with a page that is not Vend's. ${checkAddress}`) }
  }
  if (status === 400 || status === 422)
    return {
      kind: 'question-refused',
      problem: bad(
        `did not accept the question (${status.toString()}). Vend may have changed; look for a newer Stocktray.`,
      ),
    }
  if (writes && status === 409) return { kind: 'conflict', problem: bad('answered 409, which it does not document.') }
  if (status === 429) {
    const [header, date] = [answer.header('retry-after'), answer.header('date')]
    return { kind: 'wait', ms: retryAfterMs({ header, date, body }, now) }
  }
  if (status === 408 || status >= 500) return { kind: 'trouble', problem: inTrouble(host, status) }
  if (status >= 300 && status < 400)
    return {
      kind: 'problem',
      problem: bad(`sent us on to another address, where the token must not go. ${checkAddress}`),
    }
  return { kind: 'problem', problem: bad(`answered ${status.toString()}, which it does not document.`) }
}

function unreadable(text: string | null): string {
  if (text?.trimStart().startsWith('<'))
    return `sent a web page instead of data. A guest network that wants a log-in does that. ${checkAddress}`
  return 'sent data that cannot be read, perhaps cut off on the way. Stocktray tries again by itself.'
}
