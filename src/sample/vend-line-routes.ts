import { Hono } from 'hono'
import { z } from 'zod'
import { deleteLine, editLine, type LineEdit } from './edit-line'
import { fixedDecimal } from './exact-json'
import type { SampleBindings } from './scripted-faults'
import { livingLines, type ShopMemory } from './shop-memory'
import type { ShopConsignment } from './shop-record'
import { answer, refuse, withConsignment, type VendContext } from './vend-answer'
import { pageOf } from './vend-page'
import { lineFigures, lineRequest, readBody } from './vend-request'
import { lineWire } from './vend-wire'

/** A consignment's lines: POST adds to what stands, PUT replaces it. */
export function lineRoutes(memory: ShopMemory): Hono<SampleBindings> {
  const app = new Hono<SampleBindings>()
  const edited = (context: VendContext, one: ShopConsignment, edit: LineEdit, how: 'add' | 'set'): Response => {
    const done = editLine(memory, one, edit, how)
    return done.ok ? answer(context, { data: lineWire(memory, one, done.line) }) : refuse(context, done.refusal)
  }

  app.get('/consignments/:id/products', (context) =>
    withConsignment(memory, context, (one) => {
      const rows = memory.switches.deletedLines === 'listed' ? one.lines : livingLines(one)
      const page = pageOf(rows, context.req.query(), memory.switches, (line) => lineWire(memory, one, line))
      return page.ok ? answer(context, page.page) : refuse(context, page.refusal)
    }),
  )

  app.post('/consignments/:id/products', async (context) => {
    const body = await readBody(context, lineRequest)
    if (!body.ok) return refuse(context, body.refusal)
    return withConsignment(memory, context, (one) => edited(context, one, body.value, 'add'))
  })

  app.put('/consignments/:id/products/:productId', async (context) => {
    const body = await readBody(context, lineFigures)
    if (!body.ok) return refuse(context, body.refusal)
    const edit = { ...body.value, productId: context.req.param('productId') }
    return withConsignment(memory, context, (one) => edited(context, one, edit, 'set'))
  })

  app.delete('/consignments/:id/products/:productId', (context) =>
    withConsignment(memory, context, (one) => {
      const refusal = deleteLine(memory, one, context.req.param('productId'))
      return refusal ? refuse(context, refusal) : context.body(null, 204)
    }),
  )

  app.post('/consignments/:id/bulk', async (context) => {
    const body = await readBody(context, z.array(lineRequest))
    if (!body.ok) return refuse(context, body.refusal)
    if (body.value.some(({ count, received }) => count === null && received === null))
      return refuse(context, { status: 400, message: 'Every product must have a count or a received quantity' })
    return withConsignment(memory, context, (one) => {
      const data: Record<string, object> = {}
      for (const edit of body.value) {
        const done = editLine(memory, one, edit, 'add')
        if (!done.ok) return refuse(context, done.refusal)
        data[edit.productId] = {
          ...(edit.count !== null && { count: fixedDecimal(done.line.count ?? 0n, 5) }),
          ...(edit.received !== null && { received: fixedDecimal(done.line.received, 5) }),
        }
      }
      return answer(context, { data })
    })
  })
  return app
}
