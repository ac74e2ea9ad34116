import type { Source } from '../../core/document'

/** Vend's own names of its screens; another type is shown as Vend spells it. */
const screens: ReadonlyMap<string, string> = new Map([
  ['SUPPLIER', 'Order Stock'],
  ['RETURN', 'Return Stock'],
  ['OUTLET', 'Transfer Stock'],
  ['STOCKTAKE', 'Inventory Count'],
])

/** What stands beside the document for people, and for us: whose it is. Where the field is HTML, so is this. */
export function noteOf({ consignmentId, reference, type, cause }: Source, field: 'html' | 'text'): string {
  const what = `${screens.get(type) ?? type}${reference === null ? '' : ` ${reference}`}`
  const undo = cause === 'undo' ? ', taken back by a person' : ''
  const text = `Stocktray copied this from Vend: ${what}${undo} (consignment ${consignmentId}).`
  return field === 'html' ? escaped(text) : text
}

/** The consignment that a note of ours names last, for a reference before it may hold anything; null: it is none of ours. */
export function consignmentOf(note: string | null): string | null {
  const ids = [...(note ?? '').matchAll(/\(consignment ([A-Za-z0-9._:-]+)\)/g)]
  return ids.at(-1)?.[1] ?? null
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
