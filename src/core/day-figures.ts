import { formatQuantity, parseSum, sum, type Quantity } from './quantity'

/** What the warehouse booked on one day of this PC's time zone. */
export type DayFigures = {
  /** When the day begins; ms since 1970. */
  readonly from: number
  readonly stocktakes: number
  readonly transfers: number
  /** The sum of their quantities without signs, as a decimal. */
  readonly units: string
}

/** What was booked in a span of time. */
export type BookedFigures = { readonly stocktakes: number; readonly transfers: number; readonly units: Quantity }

/** What was booked on several days together. */
export function sumOfDays(days: readonly DayFigures[]): Omit<DayFigures, 'from'> {
  const all = (countOf: (day: DayFigures) => number) => days.reduce((total, day) => total + countOf(day), 0)
  return {
    stocktakes: all(({ stocktakes }) => stocktakes),
    transfers: all(({ transfers }) => transfers),
    units: formatQuantity(sum(days.map(({ units }) => parseSum(units) ?? 0n))),
  }
}

export function documentsOf({ stocktakes, transfers }: Pick<DayFigures, 'stocktakes' | 'transfers'>): number {
  return stocktakes + transfers
}
