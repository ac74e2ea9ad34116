/**
 * A stock quantity as a whole number of hundred-thousandths: 60 pieces are 6_000_000n, half a kilo is 50_000n.
 * Vend sends decimal strings with five places ("10.00000"); no binary float ever carries one.
 */
export type Quantity = bigint

const places = 5
const unit = 10n ** BigInt(places)

/** The largest amount read, in pieces either way; anything beyond is a typing error or a broken answer. */
const mostPieces = 1_000_000_000n

/**
 * Reads a decimal such as "10", "-3.5" or "0.00000".
 * Answers null for anything else: exponents, blanks, more than five places that are not zero, more than a milliard pieces.
 */
export function parseQuantity(text: string): Quantity | null {
  const quantity = parseSum(text)
  return quantity === null || absolute(quantity) > mostPieces * unit ? null : quantity
}

/** The same of what was added up, and may be more than any one amount. */
export function parseSum(text: string): Quantity | null {
  const match = /^([+-]?)(\d{1,20})(?:\.(\d{1,40}))?$/.exec(text.trim())
  if (!match) return null
  const [, sign, whole = '', fraction = ''] = match
  if (/[^0]/.test(fraction.slice(places))) return null
  const amount = BigInt(whole) * unit + BigInt(fraction.slice(0, places).padEnd(places, '0'))
  return sign === '-' ? -amount : amount
}

/** Writes a quantity as a decimal without trailing zeros: "60", "-2.5", "0". */
export function formatQuantity(quantity: Quantity): string {
  // Most are whole, and a page of a list has hundreds.
  if (quantity % unit === 0n) return (quantity / unit).toString()
  const amount = absolute(quantity)
  const fraction = (amount % unit).toString().padStart(places, '0').replace(/0+$/, '')
  return `${quantity < 0n ? '-' : ''}${(amount / unit).toString()}${fraction && `.${fraction}`}`
}

/** Writes a change with its sign: "+60", "−2.5"; for people, so the minus is a real one. */
export function formatChange(quantity: Quantity): string {
  return quantity < 0n ? `−${formatQuantity(-quantity)}` : `+${formatQuantity(quantity)}`
}

export function absolute(quantity: Quantity): Quantity {
  return quantity < 0n ? -quantity : quantity
}

export function sum(quantities: Iterable<Quantity>): Quantity {
  let total = 0n
  for (const quantity of quantities) total += quantity
  return total
}
