import type { Consignment } from './consignment'
import type { StockWebhook } from './ports/webhooks'
import { rankOf } from './rules'

/**
 * The webhook by which Vend must have said that a consignment came to stand as it does; null: there is none that it must
 * have sent. `before`: how it stood when it was last seen, null: it was not.
 *
 * A return calls none. Whether a count's line without a difference does is not documented, so only one with a
 * difference, as Vend adds it up, is sure to: https://x-series-api.lightspeedhq.com/docs/webhooks
 */
export function announcedBy(now: Consignment, before: Consignment | null): StockWebhook | null {
  const { kind, status } = now
  if (kind === null || status === null || kind === 'return' || now.deleted) return null
  const rank = rankOf(kind, status)
  const reached = before?.kind === kind && before.status !== null ? rankOf(kind, before.status) : 0
  if (rank <= reached) return null
  // An order may say SENT again for a while, and comes back without a call.
  if (before !== null && before.receivedAt !== null && before.receivedAt === now.receivedAt) return null
  if (kind === 'count' && !now.gain && !now.loss) return null
  return kind === 'transfer' && status !== 'received' ? 'consignment.send' : 'consignment.receive'
}
