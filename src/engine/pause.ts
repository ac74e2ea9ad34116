import { z } from 'zod'
import { pauseEndsAt, type Pause } from '../core/pause'
import { clockTime, comingTime } from '../core/clock-time'
import type { Line } from './line'
import { askNow } from './problems'
import { watchOf } from './watch'

const schema = z.object({ since: z.number(), until: z.number().nullable() })

/** The pause that somebody began and nobody has ended, though it may be over by now. */
export function keptPause({ ledger }: Pick<Line, 'ledger'>): Pause | null {
  const kept = ledger.facts.get('paused')
  const parsed = schema.safeParse(kept === null ? null : JSON.parse(kept))
  return parsed.success ? parsed.data : null
}

/** The pause that holds now, also one that only watches; null: it sends. */
export function pauseOf(line: Pick<Line, 'ledger' | 'clock' | 'settings'>): Pause | null {
  const watch = watchOf(line)
  if (watch) return { since: watch.since, until: null, watching: true }
  const pause = keptPause(line)
  return pause && isOver(pause, line.clock.now()) ? null : pause
}

/** Ends a pause whose time has come. */
export function endPauseInTime(line: Line): void {
  const pause = keptPause(line)
  if (!pause || !isOver(pause, line.clock.now())) return
  endPause(line, 'The pause is over.')
  line.log.tell({ step: 'pause-over' })
}

/** All that waited is due at once; `text`: what the history says of it. */
export function endPause(line: Line, text: string): void {
  const { ledger, clock } = line
  const at = clock.now()
  ledger.transaction(() => {
    ledger.facts.keep('paused', null)
    ledger.documents.makeAllDue(at)
    ledger.history.tell({ at, consignmentId: null, documentId: null, text })
    askNow(line, 'warehouse-problem')
  })
}

/** "Paused until tomorrow 09:00", "Paused until you resume". */
export function pausedText({ since, until, watching }: Pause, now: number): string {
  if (watching) return `Only watching since ${clockTime(since, now)}: nothing is sent`
  return `Paused until ${until === null ? 'you resume' : comingTime(until, now)}`
}

/** When a document goes that waits for the end of the pause. `watched`: it is of what may be left out then. */
export function goesLaterText(pause: Pause, now: number, watched: boolean): string {
  if (pause.watching)
    return watched
      ? 'It would have gone: Stocktray only watches. It goes or is left out when you go live.'
      : 'Stocktray only watches: it goes when you go live.'
  return pause.until === null
    ? 'Paused: it goes when you resume.'
    : `${pausedText(pause, now)}: it goes then, or when you resume.`
}

function isOver(pause: Pause, now: number): boolean {
  const endsAt = pauseEndsAt(pause, now)
  return endsAt !== null && endsAt <= now
}
