/** One measured figure. `bound` null: measured to be known, and judged by nobody. */
export type Figure = {
  readonly what: string
  readonly value: number
  readonly unit?: string
  readonly bound: { readonly is: 'at most' | 'at least' | 'exactly'; readonly value: number } | null
  /** What else is worth knowing about it. */
  readonly note?: string
}

export function isWithin({ value, bound }: Figure): boolean {
  switch (bound?.is) {
    case undefined:
      return true
    case 'at most':
      return value <= bound.value
    case 'at least':
      return value >= bound.value
    case 'exactly':
      return value === bound.value
  }
}

/** "how many Vend calls      54   at most 55   ok" */
export function written(figure: Figure): string {
  const { what, value, unit, bound, note } = figure
  const amount = `${amountOf(value)}${unit ? ` ${unit}` : ''}`
  const judged = bound ? `${bound.is} ${amountOf(bound.value)}` : 'no bound'
  const verdict = bound ? (isWithin(figure) ? 'ok' : verdictOf(bound.is)) : ''
  const row = `  ${what.padEnd(72)} ${amount.padStart(9)}   ${judged.padEnd(16)} ${verdict}`.trimEnd()
  return note ? `${row}\n      ${note}` : row
}

function verdictOf(is: NonNullable<Figure['bound']>['is']): string {
  return { 'at most': 'TOO MUCH', 'at least': 'TOO LITTLE', exactly: 'WRONG' }[is]
}

/** A whole number with its thousands marked: "12,000". */
export function shown(value: number): string {
  return Math.round(value).toLocaleString('en-GB')
}

/** With thousands marked, and only as many places as mean something. */
function amountOf(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 })
}
