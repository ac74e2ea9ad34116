import { hc } from 'hono/client'
import type { Api } from '../../src/api/api'
import { onScreen } from '../../src/core/on-screen'

/** The host that served this page. The session's key goes along as a cookie. */
export const client = hc<Api>(location.origin)

const refusal = Symbol('refusal')
const stranger = Symbol('stranger')

/** Something was not done, and the message says why, in a sentence for people. */
export function isRefused(error: unknown): error is Error {
  return error instanceof Error && (error.cause === refusal || error.cause === stranger)
}

/** The host was started again since this page was opened, and does not know it any more. */
export function isStranger(error: unknown): boolean {
  return error instanceof Error && error.cause === stranger
}

function refused(text: string): Error {
  return new Error(text, { cause: refusal })
}

/** What JSON carries: a property that is not there is missing, never undefined. */
type Carried<Value> = Value extends readonly (infer One)[]
  ? readonly Carried<One>[]
  : Value extends object
    ? { [Key in keyof Value]: Carried<Exclude<Value[Key], undefined>> }
    : Value

type Done<Answer> = Exclude<
  Answer,
  { readonly kind: 'wrong' | 'obstacle' | 'unreachable' | 'fault'; readonly text: string }
>

/** JSON of the host, whose sentences may name commands, in the words of the screens. */
export function readSaid(json: string): unknown {
  return JSON.parse(json, (_, value: unknown) => (typeof value === 'string' ? onScreen(value) : value))
}

/** The answer, or a throw with the sentence that came in its place (see `isRefused`). */
export async function ask<
  Answer extends { readonly status: number; json(): Promise<unknown>; text(): Promise<string> },
>(asked: Promise<Answer>): Promise<Carried<Done<Awaited<ReturnType<Answer['json']>>>>> {
  let answer: Answer
  try {
    answer = await asked
  } catch {
    throw refused('Stocktray does not answer. Is it still running on this PC?')
  }
  const value = await answer
    .text()
    .then(readSaid)
    .catch(() => ({ text: 'Stocktray answered something that cannot be read.' }))
  if (answer.status === 401) throw new Error(startedAgain, { cause: stranger })
  if (answer.status >= 400)
    throw refused(hasText(value) ? value.text : 'Stocktray did not say why this could not be done.')
  return value as Carried<Done<Awaited<ReturnType<Answer['json']>>>>
}

export const startedAgain = 'Stocktray was started again. Open it by the address that it printed then.'

/** What a throw has to say in place of an answer. */
export function saidOf(error: unknown): string {
  return isRefused(error) ? error.message : 'Something went wrong in this page. Load it again.'
}

function hasText(value: unknown): value is { readonly text: string } {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string'
}
