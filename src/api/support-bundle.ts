import type { AppState } from '../core/app-state'
import type { Settings } from '../core/settings'
import type { RecentDocuments, StoryMoment } from '../engine/readings'
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
  readonly recent: RecentDocuments
  readonly moments: readonly StoryMoment[]
  /** What stands in the data folder. */
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly changedAt: string }[]
  /** By name, the end of each log file. */
  readonly logs: Readonly<Record<string, string>>
}

/** Of a long history, so much of its end; what is still open is there in any case. */
export const mostBundled = { documents: 2_000, moments: 5_000 } as const

/** One JSON file that any editor opens, with every secret left out. */
export function supportBundle(pieces: BundlePieces, redact: RedactValue): string {
  const { recent, logs, ...rest } = pieces
  const lines = Object.fromEntries(Object.entries(logs).map(([name, text]) => [name, linesOf(text)]))
  const bundle = { ...rest, documentsInAll: recent.inAll, documents: recent.documents, logs: lines }
  return `${JSON.stringify(redact(bundle), null, 1)}\n`
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
