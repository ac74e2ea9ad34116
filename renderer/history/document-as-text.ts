import type { HistoryDocument } from '../../src/core/app-state'
import { kindWords, placeName, statusWords, whereOf, withMinus, withSign } from '../../src/core/document-words'
import type { HistoryHead } from '../../src/core/history-page'
import type { ShownFigures } from '../../src/core/on-hand'
import type { Variance } from '../../src/core/variances'
import { withFigures } from '../../src/core/with-figures'
import { shortNameOf } from '../../src/core/words'
import { shownDay, shownSecond } from '../words/moments'

/** A document as its story tells it. */
export type Told = {
  readonly document: HistoryDocument
  readonly story: readonly { readonly at: string; readonly text: string }[]
  readonly figures: readonly ShownFigures[] | null
  readonly others: readonly HistoryHead[]
  readonly variances: readonly Variance[]
}

/** The story of a document in plain sentences, to be pasted into a letter. */
export function asText({ document, story, figures }: Told, names: ReadonlyMap<string, string>): string {
  const { vend, location, warehouseNumber, holds, waits, note } = document
  const name = shortNameOf({ ...vend, id: vend.consignmentId })
  const number = warehouseNumber === null ? '' : ` as ${warehouseNumber}`
  const two = (place: string | null, { before, after }: Pick<ShownFigures, 'before' | 'after'>) =>
    ` (in ${placeName(place, names)} before ${withMinus(before)}, after ${withMinus(after)})`
  const lines = withFigures(document, figures ?? []).map(({ sku, quantity, counted, before, after, from, to }) => {
    const known = [
      ...(counted === undefined ? [] : [`, counted ${counted}`]),
      ...(before === undefined || after === undefined ? [] : [two(location, { before, after })]),
      ...(from ? [two(document.from, from)] : []),
      ...(to ? [two(document.to, to)] : []),
    ]
    return `${sku}: ${location === null ? quantity : withSign(quantity)}${known.join('')}`
  })
  return [
    `${kindWords[document.kind]} ${name}, ${whereOf(document, names)}: ${statusWords[document.status]}${number}.`,
    ...holds.map(({ text }) => text),
    ...(waits === null ? [] : [waits.text]),
    ...(note === null ? [] : [note]),
    '',
    ...lines,
    '',
    ...story.map(({ at, text }) => `${shownDay(Date.parse(at))}, ${shownSecond(Date.parse(at))}: ${text}`),
    '',
  ].join('\n')
}
