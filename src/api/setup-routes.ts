import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { checked } from './checked'
import type { Desk } from './desk'
import { refuse } from './refusal'

const text = z.string().max(10_000)

const sections = z.strictObject({
  vend: z
    .strictObject({ store: text, token: text, clientSecret: text.nullable(), apiVersion: text })
    .partial()
    .optional(),
  warehouse: z.looseObject({}).optional(),
  outlets: z
    .array(z.strictObject({ outlet: text, location: text }))
    .max(1_000)
    .optional(),
  sendStockAdjustments: z.union([z.boolean(), z.literal('watch')]).optional(),
  /** null: from the first look on. */
  from: text.nullable().optional(),
  scanEveryMinutes: z.union([z.number(), text]).optional(),
  transferOn: text.optional(),
  limits: z.looseObject({}).optional(),
  realTime: z.looseObject({}).optional(),
  /** The step that is next. */
  reached: z.int().min(1).max(6).optional(),
})

/** The set-up by screens: what is entered is kept at once, asked about on the way, and taken into use as a whole. */
export function setupRoutes(desk: Desk | null, signal: AbortSignal) {
  const within = (context: Context) => AbortSignal.any([signal, context.req.raw.signal])
  return new Hono()
    .get('/setup', async (context) => {
      if (!desk) return refuse(context, nowhere)
      const { setup } = desk
      const authorizedKey = await setup.authorizedKey()
      return context.json({ kind: 'done' as const, ...setup.given(), authorizedKey, warehouses: setup.warehouses })
    })
    .patch('/setup', checked('json', sections), (context) => {
      if (!desk) return refuse(context, nowhere)
      return context.json(desk.setup.keep(context.req.valid('json')))
    })
    .delete('/setup', (context) => {
      if (!desk) return refuse(context, nowhere)
      desk.setup.forget()
      return context.json({ kind: 'done' as const, ...desk.setup.given() })
    })
    .post('/setup/vend', async (context) =>
      desk ? context.json(await desk.setup.vend(within(context))) : refuse(context, nowhere),
    )
    .post('/setup/warehouse', async (context) =>
      desk ? context.json(await desk.setup.warehouse(within(context))) : refuse(context, nowhere),
    )
    .post('/setup/disconnect', checked('json', z.strictObject({ force: z.boolean() })), async (context) => {
      if (!desk) return refuse(context, nowhere)
      const done = await desk.setup.disconnect(context.req.valid('json').force, within(context))
      return done.kind === 'done' ? context.json(done) : refuse(context, done)
    })
    .post('/setup/save', async (context) =>
      desk ? context.json(await desk.setup.save(within(context))) : refuse(context, nowhere),
    )
}

const nowhere = { kind: 'obstacle', text: 'This Stocktray is set up with: stocktray setup --file FILE' } as const
