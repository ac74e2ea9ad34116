import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { withFigures } from '../core/with-figures'
import type { Acting } from './acting-routes'
import { checked } from './checked'
import type { Desk } from './desk'
import { refuse } from './refusal'

const outletSchema = z.object({
  outletId: z.string().min(1).max(100),
  locationId: z.string().min(1).max(1_000),
  /** What happened at the outlet from then on is spoken of; a moment with its zone, or now. */
  from: z.union([z.literal('now'), z.iso.datetime({ offset: true })]),
})

/** What waited for the outlet is sent while the person waits, but not longer than this, ms: the engine goes on by itself. */
const patienceMs = 30_000

/** What is asked and done beside one engine: where outlets lie, which begins the engine anew, and what would be sent. */
export function placeRoutes(desk: Desk | null, { engine, signal, now }: Acting) {
  const within = (context: Context) => AbortSignal.any([signal, context.req.raw.signal])
  return new Hono()
    .get('/locations', async (context) => {
      if (!desk) return refuse(context, nowhere)
      const found = await desk.places.locations(within(context))
      return found.kind === 'done' ? context.json(found) : refuse(context, found)
    })
    .post('/outlets', checked('json', outletSchema), async (context) => {
      if (!desk) return refuse(context, nowhere)
      const { from, ...pair } = context.req.valid('json')
      const started = now()
      const waited = new Set(
        engine
          .state()
          .holds.filter(({ subject }) => subject?.kind === 'outlet' && subject.id === pair.outletId)
          .map(({ consignmentId }) => consignmentId),
      )
      const mapped = await desk.places.map({ ...pair, from: from === 'now' ? null : Date.parse(from) }, within(context))
      if (mapped.kind !== 'done') return refuse(context, mapped)
      const read = new AbortController()
      // All of the outlet's history is read first.
      await Promise.race([
        engine.sync(signal).finally(() => read.abort()),
        desk.clock.sleep(patienceMs, AbortSignal.any([signal, read.signal])),
      ])
      const documents = engine
        .history(started)
        .filter(({ status, vend }) => status !== 'withdrawn' && waited.has(vend.consignmentId))
      return context.json({ kind: 'done' as const, documents })
    })
    .post('/preview', async (context) => {
      if (!desk) return refuse(context, nowhere)
      const found = await desk.preview(within(context))
      if (found.kind !== 'done') return refuse(context, found)
      const { documents, figures, ...rest } = found.preview
      const shown = documents.map((one) => ({ ...one, lines: withFigures(one, figures.get(one.id) ?? []) }))
      return context.json({ kind: 'done' as const, documents: shown, ...rest })
    })
}

const nowhere = {
  kind: 'obstacle',
  text: 'This can be done where Stocktray runs with its screens: stocktray run',
} as const
