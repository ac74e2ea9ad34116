import { z } from 'zod'
import type { OutgoingDocument } from '../../core/document'
import { answered, type Answer } from './answer'
import { ask, type Asking } from './ask'
import { consignmentOf } from './note'
import { directionOf, namesOf } from './pieces'
import { float, id, link, text } from './schema'
import { contextOf, type Session } from './session'
import { standingOf, type FoundTransfer, type Standing } from './standing'

const pickings = z.array(
  z.object({
    id,
    name: text,
    state: text,
    note: text.optional(),
    origin: text,
    location_id: link,
    location_dest_id: link,
  }),
)
const moves = z.array(
  z.object({
    picking_id: link,
    product_id: link,
    state: text,
    product_uom_qty: float,
    quantity: float.optional(),
    quantity_done: float.optional(),
  }),
)

/** How far the document has come, read anew. `company`: whose names they are; null: everybody's. */
export async function readStanding(
  asking: Asking,
  session: Session,
  document: OutgoingDocument,
  company: string | null,
): Promise<Answer<Standing>> {
  const { fields } = session
  const context = contextOf(session, company)
  const bearing = {
    domain: [
      ['name', 'in', namesOf(document, asking.linesAtOnce)],
      ...(company === null ? [] : [['company_id', '=', Number(company)]]),
    ],
    fields: ['name', 'state', 'origin', 'location_id', 'location_dest_id', ...(fields.note === null ? [] : ['note'])],
    order: 'id',
    context,
  }
  const read = await ask(asking, 'stock.picking', 'search_read', bearing, pickings)
  if (!read.ok) return read
  const rows = read.value.filter(({ name }) => directionOf(document.reference, name ?? '') !== null)
  const lines = await readMoves(
    asking,
    session,
    context,
    rows.map((row) => row.id),
  )
  if (!lines.ok) return lines
  const found = rows.map((row): FoundTransfer => {
    const state = row.state === 'done' ? 'done' : row.state === 'cancel' ? 'cancelled' : 'open'
    return {
      id: row.id,
      name: row.name ?? '',
      state,
      consignmentId: consignmentOf(fields.note === null ? row.origin : (row.note ?? null)),
      from: row.location_id?.id ?? '',
      to: row.location_dest_id?.id ?? '',
      lines: lines.value
        .filter(({ transfer, cancelled }) => transfer === row.id && (state === 'cancelled' || !cancelled))
        // A cancelled move has lost what would have moved, and still says what was asked for.
        .map(({ item, asked, moved }) => ({ item, quantity: state === 'cancelled' ? asked : moved })),
    }
  })
  return answered(standingOf(document, found))
}

async function readMoves(
  asking: Asking,
  { fields }: Session,
  context: Readonly<Record<string, unknown>>,
  transfers: readonly string[],
) {
  if (transfers.length === 0) return answered([])
  const args = {
    domain: [['picking_id', 'in', transfers.map(Number)]],
    fields: ['picking_id', 'product_id', 'state', 'product_uom_qty', fields.done],
    context,
  }
  const read = await ask(asking, 'stock.move', 'search_read', args, moves)
  if (!read.ok) return read
  return answered(
    read.value.map((row) => ({
      transfer: row.picking_id?.id ?? '',
      item: row.product_id?.id ?? '',
      cancelled: row.state === 'cancel',
      asked: row.product_uom_qty,
      moved: row[fields.done] ?? 0n,
    })),
  )
}
