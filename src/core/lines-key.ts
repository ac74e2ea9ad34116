import type { EffectLine } from './document'

/** The same text for the same effects, quantities, items and places, in any order: what an approval is given for. */
export function linesKey(lines: readonly EffectLine[]): string {
  return lines.map(lineKey).sort().join('\n')
}

export function lineKey(line: EffectLine): string {
  const { leg, outletId, productId, sku, location, quantity, tells } = line
  const figures = tells === undefined ? [quantity] : [quantity, tells]
  return JSON.stringify([leg, outletId, productId, sku, location, ...figures.map(String)])
}

export type EffectName = {
  readonly leg: string
  readonly outletId: string
  readonly productId: string
}

/** Names one effect within its consignment; the length keeps two ids apart, whatever they contain. */
export function effectKey({ leg, outletId, productId }: EffectName): string {
  return `${leg} ${outletId.length} ${outletId} ${productId}`
}
