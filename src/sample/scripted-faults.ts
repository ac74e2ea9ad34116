import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'

export type SampleBindings = { Bindings: HttpBindings }

/** A trouble that one request, or several, run into. */
export type Fault = {
  /** `before`: nothing was done; `after`: all was done, and only the answer suffers. */
  readonly when: 'before' | 'after'
  /** Which requests, by the beginning of "POST /stocktakes" or by a pattern for it; any, unless given. */
  readonly only?: string | RegExp
  /** 1 unless given; Infinity: until `heal`. */
  readonly times?: number
  readonly answer: FaultAnswer
}

export type FaultAnswer =
  /** The connection is torn down without an answer. */
  | 'drop'
  /** Half a JSON text comes, of the length that was promised for the whole, and then the connection ends. */
  | 'cut'
  /** A gateway's page in place of data, with status 200. */
  | 'html'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** The usual answer, after so many milliseconds or when the promise is fulfilled. */
  | { readonly wait: number | Promise<unknown> }
  /** The usual answer; what it says happens meanwhile: beforehand, or once the answer is made up. */
  | { readonly meanwhile: () => void }
  /** The usual answer with its text changed; only `after`. */
  | { readonly rewrite: (text: string) => string }

export type ScriptedFaults = {
  /** Queues troubles; each request takes the first one that is meant for it, before and after. */
  fail(...faults: readonly Fault[]): void
  /** Forgets what is queued. */
  heal(): void
  readonly middleware: MiddlewareHandler<SampleBindings>
}

export function scriptedFaults(): ScriptedFaults {
  const queue: { readonly fault: Fault; left: number }[] = []
  const take = (when: Fault['when'], request: string): Fault | null => {
    const found = queue.find(({ fault }) => fault.when === when && isMeant(fault, request))
    if (!found) return null
    found.left -= 1
    if (found.left < 1) queue.splice(queue.indexOf(found), 1)
    return found.fault
  }
  return {
    fail: (...faults) => void queue.push(...faults.map((fault) => ({ fault, left: fault.times ?? 1 }))),
    heal: () => void queue.splice(0),
    middleware: async (context, next) => {
      const request = `${context.req.method} ${context.req.path}`
      const early = take('before', request)
      const instead = early && (await act(early.answer, context))
      if (instead) return instead
      await next()
      const late = take('after', request)
      const spoilt = late && (await act(late.answer, context))
      if (!spoilt) return undefined
      // Emptied first, or Hono would mix the old answer's headers into the new one.
      context.res = undefined
      context.res = spoilt
      return undefined
    },
  }
}

function isMeant({ only = '' }: Fault, request: string): boolean {
  return typeof only === 'string' ? request.startsWith(only) : only.test(request)
}

/** The answer in place of the usual one; null: the usual one after all. */
async function act(answer: FaultAnswer, context: Context<SampleBindings>): Promise<Response | null> {
  if (answer === 'drop') {
    context.env.incoming.socket.resetAndDestroy()
    return RESPONSE_ALREADY_SENT
  }
  if (answer === 'html')
    return new Response('<html><body>Please sign in to the guest network.</body></html>', {
      headers: { 'content-type': 'text/html' },
    })
  if (answer === 'cut') {
    const { outgoing } = context.env
    outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    outgoing.write('{"data":[{"id":"7dbe52cd', () => outgoing.destroy())
    return RESPONSE_ALREADY_SENT
  }
  if ('wait' in answer) {
    await (typeof answer.wait === 'number' ? sleep(answer.wait) : answer.wait)
    return null
  }
  if ('meanwhile' in answer) {
    answer.meanwhile()
    return null
  }
  if ('rewrite' in answer) {
    const { status, headers } = context.res
    return new Response(answer.rewrite(await context.res.text()), { status, headers })
  }
  const { status, body = '{"error":"Out of order"}', headers = { 'content-type': 'application/json' } } = answer
  return new Response(status === 204 ? null : body, { status, headers })
}
