import type { HistoryDocument } from './app-state'
import type { ShownFigures } from './on-hand'

type BeforeAndAfter = Pick<ShownFigures, 'before' | 'after'>

/**
 * A line with what the warehouse has before and after the document, in decimals, as far as that is known: of a Stocktake
 * at its location, of a Stock Transfer where it comes from and where it goes.
 */
export type LineWithFigures = HistoryDocument['lines'][number] &
  Partial<BeforeAndAfter> & { readonly from?: BeforeAndAfter; readonly to?: BeforeAndAfter }

export function withFigures(
  { location, from, to, lines }: Pick<HistoryDocument, 'location' | 'from' | 'to' | 'lines'>,
  figures: readonly ShownFigures[],
): LineWithFigures[] {
  const at = (place: string | null, sku: string): BeforeAndAfter | undefined => {
    const found = figures.find((one) => one.location === place && one.sku === sku)
    return found && { before: found.before, after: found.after }
  }
  return lines.map((line) => {
    if (location !== null) return { ...line, ...at(location, line.sku) }
    const [source, target] = [at(from, line.sku), at(to, line.sku)]
    return { ...line, ...(source && { from: source }), ...(target && { to: target }) }
  })
}
