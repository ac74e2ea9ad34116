import type { App } from '../../src/app'
import { formatQuantity, parseQuantity, type Quantity } from '../../src/core/quantity'

/** Signed changes by "location SKU", as decimals; what is zero is left out. */
export type Books = Readonly<Record<string, string>>

export type Change = { readonly location: string; readonly sku: string; readonly quantity: Quantity }

export function booksOf(changes: readonly Change[]): Books {
  const sums = new Map<string, Quantity>()
  for (const { location, sku, quantity } of changes)
    sums.set(`${location} ${sku}`, (sums.get(`${location} ${sku}`) ?? 0n) + quantity)
  const rows = [...sums].filter(([, quantity]) => quantity !== 0n).sort(([a], [b]) => a.localeCompare(b))
  return Object.fromEntries(rows.map(([place, quantity]) => [place, formatQuantity(quantity)]))
}

/** `books` less `part`. */
export function less(books: Books, part: Books): Books {
  return booksOf([...changesIn(books, 1n), ...changesIn(part, -1n)])
}

/** `books` and `part` together. */
export function plus(books: Books, part: Books): Books {
  return booksOf([...changesIn(books, 1n), ...changesIn(part, 1n)])
}

/** What the app's documents that wait for a person come to; `only` the one with this id. */
export function heldDocuments(app: App, only?: string): Change[] {
  return app
    .history()
    .filter(({ id, status }) => status === 'needs-you' && (only === undefined || id === only))
    .flatMap(({ location, from, to, lines }) =>
      lines.flatMap(({ sku, quantity: text }) => {
        const quantity = parseQuantity(text) ?? 0n
        return [
          ...(location === null ? [] : [{ location, sku, quantity }]),
          ...(from === null ? [] : [{ location: from, sku, quantity: -quantity }]),
          ...(to === null ? [] : [{ location: to, sku, quantity }]),
        ]
      }),
    )
}

function changesIn(books: Books, sign: bigint): Change[] {
  return Object.entries(books).map(([place, quantity]) => {
    const [location = '', sku = ''] = place.split(' ')
    return { location, sku, quantity: sign * (parseQuantity(quantity) ?? 0n) }
  })
}
