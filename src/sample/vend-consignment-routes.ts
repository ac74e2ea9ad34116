import { Hono } from 'hono'
import { changeStatus } from './change-status'
import { createConsignment } from './create-consignment'
import { fixedDecimal } from './exact-json'
import type { SampleBindings } from './scripted-faults'
import { livingLines, touch, type ShopMemory } from './shop-memory'
import type { ShopConsignment } from './shop-record'
import { answer, refuse, withConsignment } from './vend-answer'
import { pageOf } from './vend-page'
import { notAllowed, notFound, type VendRefusal } from './vend-refusal'
import { changedConsignment, newConsignment, readBody, type ChangedConsignment } from './vend-request'
import { consignmentWire } from './vend-wire'

/** Consignments without their lines. */
export function consignmentRoutes(memory: ShopMemory): Hono<SampleBindings> {
  const app = new Hono<SampleBindings>()

  app.get('/consignments', (context) => {
    const rows = [...memory.consignments.values()].filter(matcher(memory, context.req.query()))
    const page = pageOf(rows, context.req.query(), memory.switches, (row) => consignmentWire(memory, row))
    return page.ok ? answer(context, page.page) : refuse(context, page.refusal)
  })

  app.post('/consignments', async (context) => {
    const body = await readBody(context, newConsignment)
    if (!body.ok) return refuse(context, body.refusal)
    const created = createConsignment(memory, body.value)
    if (!created.ok) return refuse(context, created.refusal)
    return answer(context, { data: consignmentWire(memory, created.consignment) }, 201)
  })

  app.get('/consignments/:id', (context) => {
    const one = memory.consignments.get(context.req.param('id'))
    if (one && one.deletedAt !== null && memory.switches.deletedById === 'shown')
      return answer(context, { data: consignmentWire(memory, one) })
    return withConsignment(memory, context, (living) => answer(context, { data: consignmentWire(memory, living) }))
  })

  app.put('/consignments/:id', async (context) => {
    const body = await readBody(context, changedConsignment)
    if (!body.ok) return refuse(context, body.refusal)
    return withConsignment(memory, context, (one) => {
      const refusal = change(memory, one, body.value)
      return refusal ? refuse(context, refusal) : answer(context, { data: consignmentWire(memory, one) })
    })
  })

  app.delete('/consignments/:id', (context) =>
    withConsignment(memory, context, (one) => {
      one.deletedAt = memory.clock.now()
      touch(memory, one)
      return context.body(null, 204)
    }),
  )

  app.get('/consignments/:id/totals', (context) =>
    withConsignment(memory, context, (one) =>
      one.type === 'STOCKTAKE'
        ? refuse(context, notAllowed('A STOCKTAKE consignment has no totals'))
        : memory.switches.totals === 'missing'
          ? refuse(context, notFound('No such resource'))
          : answer(context, { data: [totalsOf(memory, one)] }),
    ),
  )
  return app
}

function matcher(
  { switches }: ShopMemory,
  { type, status, outlet_id: outletId, deleted = '' }: Partial<Readonly<Record<string, string>>>,
): (one: ShopConsignment) => boolean {
  const { deletedConsignments, outletFilter } = switches
  const showsDeleted = deletedConsignments === 'listed' || (deletedConsignments === 'on-demand' && deleted !== '')
  return (one) =>
    (type === undefined || one.type === type) &&
    (status === undefined || one.status === status) &&
    (outletId === undefined ||
      one.outletId === outletId ||
      (outletFilter === 'either' && one.sourceOutletId === outletId)) &&
    (showsDeleted || one.deletedAt === null)
}

function change(memory: ShopMemory, one: ShopConsignment, wanted: ChangedConsignment): VendRefusal | null {
  if (one.type === 'SUPPLIER' && (one.status === 'RECEIVED' || one.status === 'CANCELLED'))
    return notAllowed(`Cannot update an order that is ${one.status}`)
  if (wanted.type !== undefined && wanted.type !== one.type) return notAllowed('Cannot change the type')
  if (wanted.status !== undefined && wanted.status !== one.status) {
    const refusal = changeStatus(memory, one, wanted.status)
    if (refusal) return refusal
  }
  one.name = wanted.name ?? one.name
  one.supplierInvoice = wanted.supplier_invoice ?? one.supplierInvoice
  if (wanted.reference !== undefined) one.reference = wanted.reference
  if (wanted.due_at !== undefined) one.dueAt = wanted.due_at
  touch(memory, one)
  return null
}

function totalsOf({ switches }: ShopMemory, one: ShopConsignment): object {
  const hasArrived = one.status !== 'OPEN' && one.status !== 'SENT'
  const totals = { sent: 0n, sentCost: 0n, received: 0n, receivedCost: 0n }
  for (const { count, received, cost, state } of livingLines(one)) {
    if (state === 'failed' && !switches.failedInTotals) continue
    totals.sent += count ?? 0n
    totals.sentCost += (count ?? 0n) * cost
    if (!hasArrived) continue
    totals.received += received
    totals.receivedCost += received * cost
  }
  return {
    total_sent_count: fixedDecimal(totals.sent, 5),
    total_sent_cost: fixedDecimal(totals.sentCost, 10),
    total_received_count: fixedDecimal(totals.received, 5),
    total_received_cost: fixedDecimal(totals.receivedCost, 10),
  }
}
