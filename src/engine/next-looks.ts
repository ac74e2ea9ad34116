import { backings, type Backing, type Trigger } from '../core/ports/triggers'
import type { Line } from './line'
import { freeFrom, replayWait } from './look-limits'

/** The worst backing that Vend may be asked for now. */
export function worstBacking(line: Line): Backing {
  const now = line.clock.now()
  const free = freeFromNow(line)
  return backings.findLast((one) => free[one] <= now) ?? 'asked'
}

/** Whether Vend may be asked for the sake of this trigger. */
export function isBacked(line: Line, { unseen, onlyHeard }: Trigger): boolean {
  if (!unseen && !onlyHeard) return true
  return freeFromNow(line)[unseen ? 'unseen' : 'heard'] <= line.clock.now()
}

/** Whether webhooks have asked for it too often: then it is put off, and stands on disk until its time. */
export function putOffReplayed({ ledger, clock, log }: Line, trigger: Trigger): boolean {
  const { consignmentId, onlyHeard, askedEarly } = trigger
  const wait = onlyHeard ? replayWait(ledger.looks.at(consignmentId), clock.now()) : null
  if (!wait) return false
  ledger.triggers.postpone(trigger, wait.until, askedEarly)
  log.tell({ step: 'put-off', consignment: consignmentId, text: wait.why })
  return true
}

/** When there is something to look at next, ms since 1970; null: nothing waits. */
export function nextLookAt(line: Line): number | null {
  const now = line.clock.now()
  const free = freeFromNow(line)
  const ats = backings.map((one) => {
    const at = line.ledger.triggers.nextAt(one, now)
    return at === null || free[one] <= now ? at : Math.max(at, free[one])
  })
  const known = ats.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}

function freeFromNow({ ledger, vend, clock }: Line): Readonly<Record<Backing, number>> {
  const { looks } = ledger
  return freeFrom({ all: looks.all(), missing: looks.all('missing') }, vend.budget().limit, clock.now())
}
