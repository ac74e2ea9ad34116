import type { OutgoingDocument } from '../../core/document'
import type { Outcome } from '../../core/outcome'
import type { Asking } from './ask'
import { belowZero } from './below-zero'
import { giveUp } from './give-up'
import { readGrounds } from './places'
import { unanswered } from './question'
import * as say from './sentences'
import type { Session } from './session'
import { book, make } from './steps'
import { readStanding } from './transfers'
import type { Work } from './work'

/**
 * Books the document: looks how far it has come, takes one step, and looks again. So it does not matter who took the
 * step before, or whether its answer came; a client that gives up does not stop Odoo.
 */
export async function push(asking: Asking, session: Session, document: OutgoingDocument): Promise<Outcome> {
  const { host } = asking.odoo
  const grounds = await readGrounds(asking, session, document.place)
  if (!grounds.ok) return unanswered(host, grounds.trouble)
  const work: Work = { asking, session, document, grounds: grounds.value }
  const looked = await readStanding(asking, session, document, work.grounds.company)
  if (!looked.ok) return unanswered(host, looked.trouble)
  let standing = looked.value
  // One to make and one to book each call's lines, and some to spare where others work on it at the same time.
  const most = 2 * Math.ceil(document.lines.length / asking.linesAtOnce) + 6
  for (let taken = 0; taken < most; taken += 1) {
    if (standing.kind === 'other') return { kind: 'exists', found: standing.found }
    const { open, cancelled, missing, found } = standing
    if (open.length + missing.length > 0 && work.grounds.problems.length > 0)
      return giveUp(work, standing, work.grounds.problems)
    if (cancelled.length > 0) {
      const number = cancelled.map(({ name }) => name).join(' + ')
      return giveUp(work, standing, [{ code: 'cancelled', message: say.cancelledThere(host, number) }])
    }
    if (open.length === 0 && missing.length === 0) {
      if (taken === 0) return { kind: 'exists', found }
      const warnings = await belowZero(work)
      const number = found.number
      return { kind: 'delivered', number, ...(warnings.length === 0 ? {} : { warnings }) }
    }
    const step = await (open.length > 0 ? book : make)(work, standing)
    if (step.kind === 'ended') return step.outcome
    standing = step.standing
  }
  return { kind: 'unsure', text: say.maybeBooked(host, 'has others at work on the same document') }
}
