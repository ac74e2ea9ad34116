import { odooError } from './odoo-error'
import { inPython } from './python-words'
import { numberIn, textIn, type Row, type Store } from './store'

/** As Python's float() reads what came for a float field. */
export function floatOf(value: unknown): number {
  if (value === undefined || value === null || value === false) return 0
  if (value === true) return 1
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isFinite(number)) return number
  throw odooError('builtins.ValueError', `could not convert string to float: ${inPython(value)}`)
}

/** Digits behind the point for stock; 2 where nobody set it. */
export function stockDigits(store: Store, precisionName: string): number {
  const precision = store.all('decimal.precision').find((row) => textIn(row, 'name') === precisionName)
  return precision ? numberIn(precision, 'digits') : 2
}

/** Half away from zero, as Odoo rounds: 1.005 is 1.01. */
export function roundTo(value: number, digits: number): number {
  const scaled = Math.abs(value) * 10 ** digits
  return (Math.sign(value) * Math.floor(scaled + 0.5 + scaled * Number.EPSILON)) / 10 ** digits || 0
}

/** Whether a number is a whole multiple of a unit's rounding. */
export function isMultiple(value: number, rounding: number): boolean {
  const times = value / rounding
  return Math.abs(times - Math.round(times)) < 1e-9
}

export function isStored(product: Row): boolean {
  return product.type === 'product' || product.is_storable === true
}

/** Pieces at exactly this location. */
export function onHandAt(store: Store, location: number, product: number): number {
  const quant = store.all('stock.quant').find((row) => row.location_id === location && row.product_id === product)
  return quant ? numberIn(quant, 'quantity') : 0
}

/** Below zero is fine with Odoo. */
export function addOnHand(store: Store, location: number, product: number, quantity: number, digits: number): void {
  const quant = store.all('stock.quant').find((row) => row.location_id === location && row.product_id === product)
  if (!quant) store.add('stock.quant', { location_id: location, product_id: product, quantity })
  else store.change('stock.quant', quant.id, { quantity: roundTo(numberIn(quant, 'quantity') + quantity, digits) })
}
