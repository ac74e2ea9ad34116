import type { Quantity } from '../../core/quantity'

const places = 5

/**
 * Reads a number as Odoo writes its binary floats: "7.0200000000000005" is 7.02, "1e-05" is 0.00001. Rounded to the
 * fifth place, half away from zero; null: no number, or one beyond a milliard.
 */
export function readFloat(text: string): Quantity | null {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,60}))?(?:e([+-]?\d{1,3}))?$/i.exec(text.trim())
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  // The digits as one whole number, and how many of them stand behind the point of a hundred-thousandth.
  const digits = BigInt(whole + fraction)
  const behind = fraction.length - Number(exponent) - places
  if (behind < -60) return digits === 0n ? 0n : null
  const amount = behind <= 0 ? digits * 10n ** BigInt(-behind) : rounded(digits, 10n ** BigInt(behind))
  if (amount > 1_000_000_000n * 10n ** BigInt(places)) return null
  return sign === '-' ? -amount : amount
}

function rounded(digits: bigint, unit: bigint): bigint {
  return (digits * 2n + unit) / (unit * 2n)
}
