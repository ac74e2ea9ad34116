import { shelfKey, type Figures, type OnHand } from '../core/on-hand'
import type { Database } from './database'
import { all, integer, run, text } from './rows'

/** Writes down what the warehouse had before a document first went; what stands is never replaced. */
export function keepFigures(database: Database, seq: number, figures: readonly Figures[]): void {
  for (const { location, item, before } of figures)
    run(
      database,
      'INSERT INTO figures (document, location, item, before) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ...[seq, location, item, before],
    )
}

/** What the warehouse had before a document first went, as far as it said so. */
export function figuresBefore(database: Database, seq: number): OnHand {
  return new Map(
    all(database, 'SELECT * FROM figures WHERE document = ?', seq).map((row) => [
      shelfKey({ location: text(row, 'location'), item: text(row, 'item') }),
      integer(row, 'before'),
    ]),
  )
}
