import type { Consignment, ConsignmentKind } from './consignment'

const screens: Readonly<Record<ConsignmentKind, string>> = {
  order: 'Order Stock',
  return: 'Return Stock',
  transfer: 'Transfer Stock',
  count: 'Inventory Count',
}

/** How people find a consignment again: "Order Stock CAR-25", or by its name where it has no number. */
export function titleOf(consignment: Pick<Consignment, 'kind' | 'vendType' | 'reference' | 'name' | 'id'>): string {
  const screen = consignment.kind ? screens[consignment.kind] : consignment.vendType
  return `${screen} ${shortNameOf(consignment)}`
}

/** "CAR-25"; without a number the name in quotation marks, without either the start of the id. */
export function shortNameOf(consignment: Pick<Consignment, 'reference' | 'name' | 'id'>): string {
  if (consignment.reference?.trim()) return consignment.reference.trim()
  if (consignment.name?.trim()) return `“${consignment.name.trim()}”`
  return consignment.id.slice(0, 8)
}

/** What to say beside a hold: whether the warehouse was told anything before. */
export function nothingSent(told: readonly { readonly quantity: bigint }[]): string {
  return told.some(({ quantity }) => quantity !== 0n) ? 'Nothing more was sent.' : 'Nothing was sent.'
}

/** "1,204". */
export function shownCount(count: number): string {
  return count.toLocaleString('en-GB')
}

/** "1 line", "1,204 lines". */
export function counting(number: number, one: string, many = `${one}s`): string {
  return `${shownCount(number)} ${number === 1 ? one : many}`
}
