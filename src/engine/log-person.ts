import type { Line } from './line'
import { logFrozen } from './log-document'
import type { Matched } from './match'

/** Logs what a person did, and passes on what stood in the way. */
export function byPerson({ log }: Line, did: string, on: string, obstacle: string | null): string | null {
  log.tell({ step: 'person', did, on, ...(obstacle !== null && { obstacle }) })
  return obstacle
}

export function settledByPerson(line: Line, id: string, arrived: boolean, obstacle: string | null): string | null {
  return byPerson(line, arrived ? 'say it arrived' : 'say it did not arrive', id, obstacle)
}

export function matchedByPerson(line: Line, did: string, sku: string, matched: Matched): Matched {
  byPerson(line, did, sku, matched.kind === 'done' ? null : matched.text)
  return matched
}

type Undone = { readonly kind: 'done'; readonly id: string } | { readonly kind: 'obstacle'; readonly text: string }

/** The undo that was made is frozen at once, but for one that waits for its items. */
export function undoneByPerson<Result extends Undone>(line: Line, on: string, undone: Result): Result {
  byPerson(line, 'undo', on, undone.kind === 'done' ? null : undone.text)
  const made = undone.kind === 'done' ? line.ledger.documents.byId(undone.id) : null
  if (made?.tried) logFrozen(line, made)
  return undone
}
