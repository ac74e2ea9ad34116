import type { Quantity } from './quantity'

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
