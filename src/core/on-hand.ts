import { warehouseLines, type EffectLine, type Place } from './document'
import { formatQuantity, type Quantity } from './quantity'

/** An item at a location, both as the warehouse names them. */
export type Shelf = { readonly location: string; readonly item: string }

/** How much of an item lies at a location, by `shelfKey`. What the warehouse does not say is missing, and never zero. */
export type OnHand = ReadonlyMap<string, Quantity>

export function shelfKey({ location, item }: Shelf): string {
  return JSON.stringify([location, item])
}

/** What a document changes on one shelf. `sku`: Vend's, for people. */
export type ShelfChange = Shelf & { readonly sku: string; readonly change: Quantity }

/** The same with what the warehouse has there before and after it. */
export type Figures = ShelfChange & { readonly before: Quantity; readonly after: Quantity }

/** Figures as people and programs read them, in decimals. */
export type ShownFigures = {
  readonly sku: string
  readonly location: string
  readonly before: string
  readonly after: string
}

/** What a document changes, shelf by shelf: a line of a Stock Transfer changes two, where it comes from first. */
export function shelfChanges(place: Place, lines: readonly EffectLine[]): ShelfChange[] {
  return warehouseLines(place, lines).flatMap(({ item, sku, quantity }) =>
    place.kind === 'stocktake'
      ? [{ location: place.location, item, sku, change: quantity }]
      : [
          { location: place.from, item, sku, change: -quantity },
          { location: place.to, item, sku, change: quantity },
        ],
  )
}

/** Before and after, of the shelves of which the warehouse says what it has. */
export function figuresOf(changes: readonly ShelfChange[], onHand: OnHand): Figures[] {
  return changes.flatMap((one) => {
    const before = onHand.get(shelfKey(one))
    return before === undefined ? [] : [{ ...one, before, after: before + one.change }]
  })
}

export function shownFigures({ sku, location, before, after }: Figures): ShownFigures {
  return { sku, location, before: formatQuantity(before), after: formatQuantity(after) }
}
