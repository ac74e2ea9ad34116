import type { Readable } from 'node:stream'
import axios, { isAxiosError } from 'axios'
import { hc } from 'hono/client'
import type { Api, ReadingApi } from '../api/api'
import type { Refusal } from '../api/refusal'
import { exitCodes, type ExitCode } from './exit-codes'
import { keyHeader, type Fetch } from './guard'
import type { Output } from './output'
import type { Session } from '../host/session-file'

/** How a command speaks with an engine, whoever runs it. */
export type Client = ReturnType<typeof hc<Api>>
/** The part that only reads. */
export type ReadingClient = ReturnType<typeof hc<ReadingApi>>

/** The cause of an error: the running engine stopped, or never answered. */
const engineGone = Symbol('engine gone')

export function isEngineGone(error: unknown): error is Error {
  return error instanceof Error && error.cause === engineGone
}

type Asked = Parameters<typeof fetch>[0]

/** Of an engine in this process: nothing leaves it. */
export function clientWithin(fetch: Fetch): Client {
  return hc<Api>('http://stocktray', {
    fetch: (input: Asked, init?: RequestInit) => Promise.resolve(fetch(new Request(input, init))),
  })
}

export function readingClientWithin(fetch: Fetch): ReadingClient {
  return hc<ReadingApi>('http://stocktray', {
    fetch: (input: Asked, init?: RequestInit) => Promise.resolve(fetch(new Request(input, init))),
  })
}

/** Of an engine that runs elsewhere on this PC. `signal`: when it aborts, the answer is not waited for. */
export function clientOf({ url, key }: Session, signal: AbortSignal): Client {
  return hc<Api>(url, {
    headers: { [keyHeader]: key, origin: url },
    fetch: (input: Asked, init?: RequestInit) => askPatiently(input, init, signal),
  })
}

/** Without a time limit, unlike `fetch`: a first sync may take an hour before it answers. */
async function askPatiently(input: Asked, init: RequestInit | undefined, signal: AbortSignal): Promise<Response> {
  try {
    const { status, data } = await axios.request<Readable>({
      url: input instanceof Request ? input.url : input.toString(),
      method: init?.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init?.headers)),
      data: init?.body,
      ...{ responseType: 'stream', validateStatus: () => true },
      ...{ proxy: false, maxRedirects: 0, signal },
    })
    return new Response(arriving(data, signal), { status })
  } catch (error) {
    if (!isAxiosError(error)) throw error
    throw new Error(signal.aborted ? goesOn : stopped, { cause: engineGone })
  }
}

/** What arrives, as it arrives, and no faster than somebody takes it. */
function arriving(data: Readable, signal: AbortSignal): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = data[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async (body) => {
      try {
        const next = await chunks.next()
        if (next.done === true) body.close()
        else body.enqueue(next.value)
      } catch {
        body.error(new Error(signal.aborted ? goesOn : stopped, { cause: engineGone }))
      }
    },
    cancel: () => void data.destroy(),
  })
}

const goesOn = 'No longer waited for. The Stocktray that runs for this folder goes on by itself.'
const stopped =
  'The Stocktray that runs for this folder stopped before it answered. See what came of it with: stocktray status'

/** What JSON carries: a property that is not there is missing, never undefined. */
type Carried<Value> = Value extends readonly (infer One)[]
  ? readonly Carried<One>[]
  : Value extends object
    ? { [Key in keyof Value]: Carried<Exclude<Value[Key], undefined>> }
    : Value

/** The answer as a value; a fault of the engine's own is thrown, as it would be without a server between. */
export async function ask<Answer extends { readonly status: number; json(): Promise<unknown> }>(
  asked: Promise<Answer>,
): Promise<Carried<Awaited<ReturnType<Answer['json']>>>> {
  const answer = await asked
  const value = await answer.json()
  if (answer.status >= 500 && isFault(value)) throw new Error(value.text)
  return value as Carried<Awaited<ReturnType<Answer['json']>>>
}

function isFault(value: unknown): value is { readonly text: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'fault'
}

const exits: Readonly<Record<Refusal['kind'], ExitCode>> = {
  wrong: exitCodes.wrongInput,
  obstacle: exitCodes.needsYou,
  unreachable: exitCodes.unreachable,
}

/** Says a refusal, and the exit that goes with it. */
export function sayRefusal(output: Output, { kind, text }: Refusal): ExitCode {
  output.err(text)
  return exits[kind]
}
