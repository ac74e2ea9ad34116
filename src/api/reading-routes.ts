import { Hono } from 'hono'
import { z } from 'zod'
import { accountClasses } from '../core/account'
import { documentCauses, documentKinds, documentStatuses } from '../core/document'
import { mostHistoryRows } from '../core/history-page'
import type { OutletSettings } from '../core/settings'
import type { Readings } from '../engine/readings'
import { arriving } from './arriving'
import { checked, idSchema, skuSchema } from './checked'
import { historyCsv } from './history-csv'
import { refuse } from './refusal'

/** Times in ms since 1970; `after`: the `next` of the page before. */
const historySchema = z.object({
  kind: z.enum(documentKinds).optional(),
  cause: z.enum(documentCauses).optional(),
  status: z.enum(documentStatuses).optional(),
  outletId: z.string().min(1).max(100).optional(),
  from: z.coerce.number().int().optional(),
  until: z.coerce.number().int().optional(),
  search: z.string().max(200).optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(mostHistoryRows).default(100),
})

/** One part of the account. */
const movementsSchema = z.object({
  class: z.enum(accountClasses),
  cause: z.string().min(1).max(100).optional(),
  after: z
    .string()
    .regex(/^\d{1,19}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(mostHistoryRows).default(100),
})

/** `product`: Vend's id of the one that is meant, whose barcodes tell more. */
const similarSchema = z.object({ sku: skuSchema, product: z.string().min(1).max(100).optional() })

/** What can be asked without changing anything. */
export function readingRoutes(readings: Readings, outlets: () => readonly OutletSettings[]) {
  return new Hono()
    .get('/places', (context) => context.json(outlets()))
    .get('/progress', (context) => context.json(readings.progress()))
    .get('/documents', (context) => context.json(readings.history()))
    .get('/recent', checked('query', z.object({ last: z.coerce.number().int().min(1).max(10_000) })), (context) =>
      context.json(readings.recent(context.req.valid('query').last)),
    )
    .get('/history', checked('query', historySchema), (context) =>
      context.json(readings.page(context.req.valid('query'))),
    )
    .get('/movements', checked('query', movementsSchema), (context) =>
      context.json(readings.movements(context.req.valid('query'))),
    )
    .get('/days', checked('query', z.object({ last: z.coerce.number().int().min(1).max(366) })), (context) =>
      context.json(readings.days(context.req.valid('query').last)),
    )
    .get('/watch', (context) => context.json(readings.watched()))
    .get('/documents/:id', checked('param', idSchema), (context) => {
      const found = readings.find(context.req.valid('param').id)
      if (found.kind === 'none' || found.kind === 'several') return refuse(context, { kind: 'wrong', text: found.text })
      const story = found.kind === 'document' ? readings.document(found.id) : null
      if (story) return context.json({ kind: 'done' as const, ...story })
      return refuse(context, { kind: 'wrong', text: withoutDocument })
    })
    .get('/documents/:id/figures', checked('param', idSchema), async (context) => {
      const found = readings.find(context.req.valid('param').id)
      if (found.kind === 'none' || found.kind === 'several') return refuse(context, { kind: 'wrong', text: found.text })
      const lines = found.kind === 'document' ? await readings.figures(found.id, context.req.raw.signal) : null
      if (lines) return context.json({ kind: 'done' as const, id: found.id, lines })
      return refuse(context, { kind: 'wrong', text: withoutDocument })
    })
    .get('/similar', checked('query', similarSchema), async (context) => {
      const { sku, product } = context.req.valid('query')
      const found = await readings.similar({ code: sku, productId: product ?? null }, context.req.raw.signal)
      return found.kind === 'done' ? context.json(found) : refuse(context, found)
    })
    .get('/trace', checked('query', z.object({ sku: skuSchema })), (context) => {
      const { sku } = context.req.valid('query')
      const trace = readings.trace(sku)
      if (trace) return context.json({ kind: 'done' as const, trace })
      const text = `Nothing is known of the SKU “${sku}”: no product that Stocktray has read bears it, and no document has it. Write it as Vend does.`
      return refuse(context, { kind: 'wrong', text })
    })
    .get('/matches', (context) => context.json(readings.matches()))
    .get('/moments', checked('query', z.object({ last: z.coerce.number().int().min(1).max(10_000) })), (context) =>
      context.json(readings.moments(context.req.valid('query').last)),
    )
    .get('/history.csv', (context) =>
      context.body(arriving(historyCsv(readings.exported(), outlets())), 200, {
        'content-type': 'text/csv; charset=utf-8',
      }),
    )
}

const withoutDocument = 'It has no document yet. What it waits for: stocktray status'
