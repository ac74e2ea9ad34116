import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { formatQuantity, sum } from '../core/quantity'
import { readExactJson, writeExactJson } from './exact-json'
import type { SampleBindings, ScriptedFaults } from './scripted-faults'
import { foundWire, stocktakeBody, transferBody } from './warehouse-wire'
import {
  sumShelves,
  type BookedDocument,
  type WantedDocument,
  type WarehouseBooks,
  type WarehouseItem,
  type WarehouseLocation,
  type WarehouseProblem,
} from './warehouse-books'

type WarehouseContext = Context<SampleBindings>

export type WarehouseDesk = {
  readonly books: WarehouseBooks
  readonly items: readonly WarehouseItem[]
  readonly locations: readonly WarehouseLocation[]
  readonly faults: ScriptedFaults
  readonly token: () => string
  readonly refusesRepeats: boolean
  /** Called with each document before the answer goes out. */
  readonly keep: (document: BookedDocument) => void
}

/** The plain JSON warehouse: documents in, each under a number of the warehouse's own. */
export function warehouseApi(desk: WarehouseDesk): Hono<SampleBindings> {
  const { books, items, locations } = desk
  const app = new Hono<SampleBindings>()
  app.use(desk.faults.middleware)
  app.use(async (context, next) => {
    if (context.req.header('authorization') !== `Bearer ${desk.token()}`)
      return answer(context, { error: 'The token is missing or wrong.' }, 401)
    await next()
    return undefined
  })

  app.post('/stocktakes', (context) => take(desk, context, stocktakeBody))
  app.post('/stock-transfers', (context) => take(desk, context, transferBody))

  app.get('/documents/:reference', (context) => {
    const found = books.documents.find(({ reference }) => reference === context.req.param('reference'))
    return found ? answer(context, foundWire(found)) : answer(context, { error: 'There is no such document.' }, 404)
  })

  app.get('/locations', (context) => answer(context, locations))

  app.post('/items/lookup', async (context) => {
    const asked = z.object({ skus: z.array(z.string()) }).safeParse(readExactJson(await context.req.text()))
    if (!asked.success) return answer(context, { problems: [unreadable(asked.error)] }, 400)
    const shelves = books.onHand()
    const known = items.filter(({ sku }) => asked.data.skus.includes(sku))
    return answer(
      context,
      known.map(({ sku, name }) => {
        const here = shelves.filter((shelf) => shelf.sku === sku)
        return { sku, item: sku, name, onHand: formatQuantity(sum(here.map(({ quantity }) => quantity))) }
      }),
    )
  })

  // Of SKUs that are asked for, each that is known has a figure; without any, what ever lay there.
  app.get('/on-hand', (context) => {
    const { location } = context.req.query()
    const skus = new Set(context.req.queries('sku') ?? [])
    const here = locations.filter(({ id }) => (location ?? id) === id)
    const asked = items.filter(({ sku }) => skus.has(sku))
    const none = here.flatMap(({ id }) => asked.map(({ sku }) => ({ location: id, sku, quantity: 0n })))
    const lying = books
      .onHand()
      .filter((shelf) => (location ?? shelf.location) === shelf.location && (skus.size === 0 || skus.has(shelf.sku)))
    return answer(
      context,
      sumShelves([...lying, ...none]).map(({ quantity, ...shelf }) => ({ ...shelf, onHand: formatQuantity(quantity) })),
    )
  })

  app.notFound((context) => answer(context, { error: 'There is nothing here.' }, 404))
  return app
}

async function take(
  desk: WarehouseDesk,
  context: WarehouseContext,
  schema: z.ZodType<Omit<WantedDocument, 'key'>>,
): Promise<Response> {
  const { books, refusesRepeats } = desk
  const key = context.req.header('idempotency-key') ?? ''
  const wanted = schema.safeParse(readExactJson(await context.req.text()))
  if (!wanted.success) return answer(context, { problems: [unreadable(wanted.error)] }, 400)
  if (key === '') return answer(context, { problems: [noKey] }, 400)
  const document = { ...wanted.data, key }
  const before = books.documents.find((old) => old.key === key || old.reference === document.reference)
  if (before && refusesRepeats) return answer(context, foundWire(before), 409)
  const problems = books.problemsOf(document)
  if (problems.length > 0) return answer(context, { problems }, 400)
  const booked = books.book(document)
  desk.keep(booked)
  return answer(context, { number: booked.number }, 201)
}

const noKey: WarehouseProblem = { code: 'no-key', message: 'The header Idempotency-Key is missing.' }

function unreadable({ issues }: z.ZodError): WarehouseProblem {
  const where = issues[0]?.path.join('.') ?? ''
  return { code: 'unreadable', message: `${where || 'The body'} is missing or not valid.` }
}

function answer(context: WarehouseContext, value: unknown, status: 200 | 201 | 400 | 401 | 404 | 409 = 200): Response {
  return context.body(writeExactJson(value), status, { 'content-type': 'application/json' })
}
