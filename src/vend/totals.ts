import { z } from 'zod'
import { parseQuantity } from '../core/quantity'
import type { VendAnswer } from '../core/ports/vend'
import type { VendTotals } from '../core/totals'
import { ask, type Link } from './ask'
import { vendId } from './schema'

const figure = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => (text === null || text === undefined ? null : parseQuantity(text)))

const body = z.object({
  data: z.array(z.object({ total_sent_count: figure, total_received_count: figure })).min(1),
})

/**
 * What Vend's lines come to by its own count, which exists for all but counts; null: it gives none. Only a second
 * opinion: where Vend has none to give, or one that cannot be read, nothing else stops.
 * https://x-series-api.lightspeedhq.com/reference/listconsignmenttotals
 */
export async function readTotals(link: Link, id: string, signal: AbortSignal): Promise<VendAnswer<VendTotals | null>> {
  if (!vendId.safeParse(id).success) return { ok: true, value: null, at: null }
  const answer = await ask(link, { area: 'consignments', path: `consignments/${id}/totals`, params: {} }, signal)
  if (answer.kind === 'problem' && !['unauthorised', 'bad-answer'].includes(answer.problem.kind))
    return { ok: false, problem: answer.problem }
  if (answer.kind !== 'found') return { ok: true, value: null, at: null }
  const [totals] = body.safeParse(answer.body).data?.data ?? []
  const value = totals ? { sent: totals.total_sent_count, received: totals.total_received_count } : null
  return { ok: true, value, at: answer.at }
}
