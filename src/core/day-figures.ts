import { formatQuantity, parseSum, sum, type Quantity } from './quantity'
import { counting } from './words'

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
export type BookedFigures = Omit<DayFigures, 'units'> & { readonly units: Quantity }

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

/** "9 stocktakes · 2 transfers · 1,480 units". */
export function bookedText({ stocktakes, transfers, units }: Omit<DayFigures, 'from'>): string {
  if (stocktakes + transfers === 0) return 'nothing'
  const unitsText = `${shownDecimal(units)} ${units === '1' ? 'unit' : 'units'}`
  return [...documentCounts(stocktakes, transfers), unitsText].join(' · ')
}

/** ["9 stocktakes", "2 transfers"], without what there is none of. */
export function documentCounts(stocktakes: number, transfers: number): readonly string[] {
  return [
    ...(stocktakes > 0 ? [counting(stocktakes, 'stocktake')] : []),
    ...(transfers > 0 ? [counting(transfers, 'transfer')] : []),
  ]
}

/** "12,480.5": a decimal of a sum, for people. */
export function shownDecimal(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
