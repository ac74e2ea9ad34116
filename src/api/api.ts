import { Hono, type MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { OutletSettings } from '../core/settings'
import { stateWithoutEngine } from '../core/state-without-engine'
import { diskTrouble } from '../core/stoppage'
import type { Readings } from '../engine/readings'
import { actingRoutes, type Acting } from './acting-routes'
import type { Desk } from './desk'
import { desktopRoutes } from './desktop-routes'
import { eventsRoute } from './events-route'
import { placeRoutes } from './place-routes'
import { readingRoutes } from './reading-routes'
import { refuse } from './refusal'
import { sampleRoutes } from './sample-routes'
import { setupRoutes } from './setup-routes'
import { supportRoute } from './support-route'
import { testRoute } from './test-route'

/**
 * Everything that the command line and the screens can ask or do: one contract, whoever serves it. `desk`: what screens
 * need beside an engine; with it, the engine of `acting` is whichever one runs at the moment.
 */
export function createApi(acting: Acting, outlets: () => readonly OutletSettings[], desk: Desk | null = null) {
  const state = () => {
    const missing = desk?.missing() ?? null
    return missing === null ? acting.engine.state() : stateWithoutEngine(missing.shape, missing.text)
  }
  return begun()
    .use('/api/*', withoutEngine(desk))
    .get('/api/state', (context) => context.json(state()))
    .route('/api', eventsRoute(state, desk))
    .route('/api', setupRoutes(desk, acting.signal))
    .route('/api', sampleRoutes(desk))
    .route('/api', desktopRoutes(desk))
    .route('/api', supportRoute(desk))
    .route('/api', readingRoutes(acting.engine, outlets))
    .route('/api', actingRoutes(acting))
    .route('/api', placeRoutes(desk, acting))
    .route('/api', testRoute(acting.test ?? null))
}

/** The part of it that only reads, for a ledger beside which no engine answers. */
export function createReadingApi(readings: Readings, outlets: () => readonly OutletSettings[]) {
  return begun()
    .get('/api/state', (context) => context.json(readings.state()))
    .route('/api', readingRoutes(readings, outlets))
}

/** The contract, for `hc<Api>`. */
export type Api = ReturnType<typeof createApi>
export type ReadingApi = ReturnType<typeof createReadingApi>

/** What can be asked and done while no engine runs. */
const always = /^\/api\/(state|events|setup|sample|desktop|support-bundle)(\/|$)/

function withoutEngine(desk: Desk | null): MiddlewareHandler {
  return async (context, next) => {
    const missing = desk?.missing() ?? null
    if (missing === null || always.test(context.req.path)) return next()
    return refuse(context, { kind: 'obstacle', text: missing.text })
  }
}

function begun() {
  return new Hono()
    .notFound((context) => context.json({ kind: 'wrong', text: 'There is nothing of that name.' }, 404))
    .onError((error, context) => {
      // What the framework itself refuses: a body that is no JSON.
      if (error instanceof HTTPException) return refuse(context, { kind: 'wrong', text: 'The request cannot be read.' })
      const trouble = diskTrouble(error)
      if (trouble !== null) return refuse(context, { kind: 'obstacle', text: trouble })
      return context.json({ kind: 'fault', text: error.message }, 500)
    })
}
