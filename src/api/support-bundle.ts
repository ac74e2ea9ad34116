import type { AppState, HistoryDocument } from '../core/app-state'
import type { Settings } from '../core/settings'
import type { StoryMoment } from '../engine/readings'
import type { RedactValue } from '../settings/redact-value'

/** What support is given to look at. */
export type BundlePieces = {
  /** ISO 8601, UTC. */
  readonly madeAt: string
  readonly versions: Readonly<Record<string, string>>
  readonly platform: Readonly<Record<string, string | number>>
  /** What could not be read, in sentences. */
  readonly problems: readonly string[]
  readonly settings: Settings | null
  readonly state: AppState | null
  readonly documents: readonly HistoryDocument[]
  readonly moments: readonly StoryMoment[]
  /** What stands in the data folder. */
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly changedAt: string }[]
  /** By name, the end of each log file. */
  readonly logs: Readonly<Record<string, string>>
}

/** Of a long history, its end; what is still open is there in any case. */
const mostDocuments = 2_000

/** One JSON file that any editor opens, with every secret left out. */
export function supportBundle(pieces: BundlePieces, redact: RedactValue): string {
  const { documents, logs, ...rest } = pieces
  const from = Math.max(0, documents.length - mostDocuments)
  const kept = documents.filter((one, index) => index >= from || isOpen(one))
  const lines = Object.fromEntries(Object.entries(logs).map(([name, text]) => [name, linesOf(text)]))
  const bundle = { ...rest, documentsInAll: documents.length, documents: kept, logs: lines }
  return `${JSON.stringify(redact(bundle), null, 1)}\n`
}

function isOpen({ status }: HistoryDocument): boolean {
  return !['delivered', 'dismissed', 'withdrawn'].includes(status)
}

/** A log is a JSON value a line; what is none stays the text that it is. */
function linesOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        return JSON.parse(line) as unknown
      } catch {
        return line
      }
    })
}
