import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { AppState } from '../core/app-state'
import type { Desk } from './desk'
import { refuse } from './refusal'

/** Changes that follow one another faster are told as one, ms. */
const togetherMs = 200
/** So often the state is looked at though nothing was said to have changed, ms: time passes in its sentences. */
const lookEveryMs = 10_000

/** The state as it is, and again whenever it has become another one: `text/event-stream`, event `state`. */
export function eventsRoute(state: () => AppState, desk: Desk | null) {
  return new Hono().get('/events', (context) => {
    if (desk === null) return refuse(context, { kind: 'obstacle', text: 'Nothing is told as it happens here.' })
    return streamSSE(context, async (stream) => {
      const ended = new AbortController()
      stream.onAbort(() => ended.abort())
      context.req.raw.signal.addEventListener('abort', () => ended.abort())
      let nap = new AbortController()
      const stop = desk.watch(() => nap.abort())
      let told = ''
      try {
        while (!ended.signal.aborted) {
          nap = new AbortController()
          const now = JSON.stringify(state())
          if (now === told) await stream.writeSSE({ event: 'still', data: '' })
          else await stream.writeSSE({ event: 'state', data: now })
          told = now
          await desk.clock.sleep(togetherMs, ended.signal)
          await desk.clock.sleep(lookEveryMs, AbortSignal.any([ended.signal, nap.signal]))
        }
      } finally {
        stop()
      }
    })
  })
}
