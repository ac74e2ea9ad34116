import { Hono } from 'hono'
import type { SampleBindings } from './scripted-faults'
import type { ShopMemory } from './shop-memory'
import { answer, refuse } from './vend-answer'
import { pageOf } from './vend-page'
import { notFound } from './vend-refusal'
import { outletWire, productWire } from './vend-wire'

/** Outlets and products. */
export function catalogueRoutes(memory: ShopMemory): Hono<SampleBindings> {
  const app = new Hono<SampleBindings>()

  app.get('/outlets', (context) => {
    const page = pageOf(memory.outlets, context.req.query(), memory.switches, (row) => outletWire(memory, row))
    return page.ok ? answer(context, page.page) : refuse(context, page.refusal)
  })

  app.get('/outlets/:id', (context) => {
    const found = memory.outlets.find(({ id }) => id === context.req.param('id'))
    return found
      ? answer(context, { data: outletWire(memory, found) })
      : refuse(context, notFound('The outlet does not exist'))
  })

  app.get('/products', (context) => {
    const { sku, deleted, ...query } = context.req.query()
    const all = [...memory.products.values()]
    // With a SKU, every other parameter is passed over.
    const rows =
      sku === undefined
        ? all.filter(({ deletedAt }) => deletedAt === null || ['1', 'true'].includes(deleted ?? ''))
        : all.filter((product) => product.sku === sku && product.deletedAt === null)
    const page = pageOf(rows, sku === undefined ? query : {}, memory.switches, (row) => productWire(memory, row))
    return page.ok ? answer(context, page.page) : refuse(context, page.refusal)
  })

  app.get('/products/:id', (context) => {
    const found = memory.products.get(context.req.param('id'))
    return found
      ? answer(context, { data: productWire(memory, found) })
      : refuse(context, notFound('The product does not exist'))
  })

  return app
}
