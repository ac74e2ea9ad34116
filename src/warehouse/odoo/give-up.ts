import { z } from 'zod'
import type { Outcome, RefusalProblem } from '../../core/outcome'
import { ask } from './ask'
import * as say from './sentences'
import { contextOf } from './session'
import { numberOf } from './standing'
import type { Ours, Work } from './work'
import { readStanding } from './transfers'

/**
 * Takes back what is not booked, so that nobody books it in Odoo later. The transfers stay there, cancelled: only an
 * administrator of Inventory may delete them, and their names keep the document from coming twice.
 */
export async function giveUp(work: Work, before: Ours, problems: readonly RefusalProblem[]): Promise<Outcome> {
  const { asking, session, document, grounds } = work
  const { host } = asking.odoo
  if (before.open.length === 0) return refusal(work, before, problems)
  const args = { ids: before.open.map(({ id }) => Number(id)), context: contextOf(session, grounds.company) }
  await ask(asking, 'stock.picking', 'action_cancel', args, z.unknown())
  const after = await readStanding(asking, session, document, grounds.company)
  if (!after.ok)
    return { kind: 'unsure', text: say.maybeBooked(host, 'refused it, and did not say whether it is gone') }
  const now = after.value
  if (now.kind === 'other') return { kind: 'exists', found: now.found }
  if (now.open.length > 0)
    return { kind: 'unsure', text: say.maybeBooked(host, `refused it, but has ${numberOf(now.open)} still open`) }
  // Somebody else booked it in the meantime.
  if (now.cancelled.length === 0 && now.missing.length === 0) return { kind: 'delivered', number: numberOf(now.done) }
  return refusal(work, now, problems)
}

function refusal({ document }: Work, { done }: Ours, problems: readonly RefusalProblem[]): Outcome {
  if (done.length === 0) return { kind: 'refused', problems }
  const booked = new Set(done.flatMap(({ lines }) => lines.map(({ item }) => item)))
  const rest = document.lines.map(({ item }) => item).filter((item) => !booked.has(item))
  return { kind: 'partly', number: numberOf(done), rest, problems }
}
