import { LosslessNumber, parse, stringify } from 'lossless-json'
import { absolute, type Quantity } from '../core/quantity'

/** Reads JSON with numbers as the text they were written in; undefined: it is no JSON. */
export function readExactJson(text: string): unknown {
  try {
    return parse(text, null, (digits) => digits)
  } catch {
    return undefined
  }
}

/** Writes JSON; a bigint becomes a number with all its digits. */
export function writeExactJson(value: unknown): string {
  return stringify(value) ?? 'null'
}

/** A decimal with exactly so many places, as Vend writes quantities: "10.00000". */
export function fixedDecimal(amount: bigint, places: 5 | 10): string {
  const digits = absolute(amount)
    .toString()
    .padStart(places + 1, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** A quantity as a JSON number. */
export function asNumber(amount: Quantity, places: 5 | 10 = 5): LosslessNumber {
  return new LosslessNumber(fixedDecimal(amount, places).replace(/\.?0+$/, ''))
}
