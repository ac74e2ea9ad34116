import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { OutletSettings } from '../core/settings'
import type { Readings } from '../engine/readings'
import { actingRoutes, type Acting } from './acting-routes'
import { readingRoutes } from './reading-routes'
import { refuse } from './refusal'
import { testRoute } from './test-route'

/** Everything that the command line and the screens can ask or do: one contract, whoever serves it. */
export function createApi(acting: Acting, outlets: readonly OutletSettings[]) {
  return begun()
    .route('/api', readingRoutes(acting.engine, outlets))
    .route('/api', actingRoutes(acting))
    .route('/api', testRoute(acting.test ?? null))
}

/** The part of it that only reads, for a ledger beside which no engine answers. */
export function createReadingApi(readings: Readings, outlets: readonly OutletSettings[]) {
  return begun().route('/api', readingRoutes(readings, outlets))
}

/** The contract, for `hc<Api>`. */
export type Api = ReturnType<typeof createApi>
export type ReadingApi = ReturnType<typeof createReadingApi>

function begun() {
  return new Hono()
    .notFound((context) => context.json({ kind: 'wrong', text: 'There is nothing of that name.' }, 404))
    .onError((error, context) =>
      // What the framework itself refuses: a body that is no JSON.
      error instanceof HTTPException
        ? refuse(context, { kind: 'wrong', text: 'The request cannot be read.' })
        : context.json({ kind: 'fault', text: error.message }, 500),
    )
}
