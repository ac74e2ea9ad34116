import { parseQuantity, type Quantity } from '../../core/quantity'

/**
 * The coarser of a unit's rounding and the decimal places that Odoo keeps: what is finer, it rounds off without a word.
 * null: finer than we count.
 */
export function stepOf(rounding: Quantity, digits: number | null): Quantity | null {
  const place =
    digits === null || digits > 5 ? 0n : (parseQuantity(digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`) ?? 0n)
  const step = rounding > place ? rounding : place
  return step === 0n ? null : step
}
