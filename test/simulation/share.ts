import type { Quantity } from '../../src/core/quantity'
import { keyOf, type Case } from './case'
import type { Booking } from './fake-warehouse'

/** A change of a location and SKU; each leg of a transfer is one of its own. */
export type Share = readonly [key: string, quantity: Quantity]

export function bookingShares(given: Case, { document: { place, lines } }: Pick<Booking, 'document'>): Share[] {
  return lines.flatMap(({ sku, quantity }): Share[] =>
    place.kind === 'stocktake'
      ? [[keyOf(given, place.location, sku), quantity]]
      : [
          [keyOf(given, place.from, sku), -quantity],
          [keyOf(given, place.to, sku), quantity],
        ],
  )
}
