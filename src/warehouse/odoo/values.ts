import { LosslessNumber } from 'lossless-json'
import { absolute, formatQuantity } from '../../core/quantity'
import type { Source } from '../../core/document'
import type { Fields } from './fields'
import { noteOf } from './note'
import type { Piece } from './pieces'

/** A transfer with its moves, as `create` takes it: to be booked as it stands, nothing is to be looked for or reserved first. */
export function toValues(
  piece: Piece,
  about: {
    readonly source: Source
    readonly fields: Fields
    readonly transferType: string
    readonly unitOf: (item: string) => string
  },
): Readonly<Record<string, unknown>> {
  const { source, fields, transferType, unitOf } = about
  const where = { location_id: Number(piece.from), location_dest_id: Number(piece.to) }
  const moves = piece.lines.map(({ item, sku, quantity }) => {
    const exact = new LosslessNumber(formatQuantity(absolute(quantity)))
    return [
      0,
      0,
      {
        ...where,
        product_id: Number(item),
        product_uom: Number(unitOf(item)),
        product_uom_qty: exact,
        [fields.done]: exact,
        ...(fields.picked ? { picked: true } : {}),
        ...(fields.moveName ? { name: sku } : {}),
      },
    ]
  })
  const title = `Vend ${source.reference ?? source.consignmentId}`
  return {
    ...where,
    name: piece.name,
    picking_type_id: Number(transferType),
    ...(fields.immediateTransfer ? { immediate_transfer: true } : {}),
    ...(fields.note === null
      ? { origin: noteOf(source, 'text') }
      : { origin: title, note: noteOf(source, fields.note) }),
    [fields.moves]: moves,
  }
}
