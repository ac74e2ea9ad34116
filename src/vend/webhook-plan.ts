import { stockWebhooks, type StockWebhook, type WantedWebhooks } from '../core/ports/webhooks'
import { isOwnWebhook } from './stocktray-webhooks'
import type { VendWebhook } from './webhook-list'

export type WebhookPlan = {
  readonly create: readonly StockWebhook[]
  readonly switchOn: readonly OwnWebhook[]
  readonly remove: readonly OwnWebhook[]
  /** What stays, switched on now or soon. */
  readonly keep: readonly OwnWebhook[]
}

export type OwnWebhook = VendWebhook & { readonly type: StockWebhook }

/**
 * What to change in a store's webhooks, so that each of ours is there once, at the wanted address and switched on. Ours
 * is what leads to this folder's path, under any address, or has one of our ids; nothing else is in the plan.
 */
export function planWebhooks(listed: readonly VendWebhook[], wanted: WantedWebhooks): WebhookPlan {
  const own = listed
    .filter(isStockWebhook)
    .filter((one) => isOwnWebhook(one, wanted.path) || wanted.ids.includes(one.id))
  const right = own.filter(({ url }) => wanted.url !== null && isSameAddress(url, wanted.url))
  const kept = stockWebhooks.map((type) => {
    const these = right.filter((one) => one.type === type)
    return { type, keep: these.find(({ active }) => active) ?? these[0] ?? null }
  })
  const keep = kept.flatMap((one) => one.keep ?? [])
  return {
    create: wanted.url === null ? [] : kept.flatMap((one) => (one.keep ? [] : [one.type])),
    switchOn: keep.filter(({ active }) => !active),
    remove: own.filter((one) => !keep.includes(one)),
    keep,
  }
}

function isStockWebhook(webhook: VendWebhook): webhook is OwnWebhook {
  return stockWebhooks.some((type) => type === webhook.type)
}

/** However the two are spelled: the host in other case, the usual port named. */
function isSameAddress(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => (URL.canParse(text) ? new URL(text).href : text))
  return a === b
}
