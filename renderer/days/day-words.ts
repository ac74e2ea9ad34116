import type { DayFigures } from '../../src/core/day-figures'
import { shownCount } from '../../src/core/words'

/** "9 stocktakes · 2 transfers · 1,480 units". */
export function bookedText({ stocktakes, transfers, units }: Omit<DayFigures, 'from'>): string {
  if (stocktakes + transfers === 0) return 'nothing'
  const parts = [
    ...(stocktakes > 0 ? [`${shownCount(stocktakes)} ${stocktakes === 1 ? 'stocktake' : 'stocktakes'}`] : []),
    ...(transfers > 0 ? [`${shownCount(transfers)} ${transfers === 1 ? 'transfer' : 'transfers'}`] : []),
  ]
  return [...parts, `${shownDecimal(units)} ${units === '1' ? 'unit' : 'units'}`].join(' · ')
}

/** "12,480.5": a decimal of a sum, for people. */
export function shownDecimal(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
