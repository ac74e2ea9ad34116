import { webhookPath } from './webhook'
import type { VendWebhook } from './webhook-list'

/** A webhook that leads to a Stocktray. Its host may be shown, its address may not. */
export type StocktrayWebhook = VendWebhook & { readonly host: string }

/** Those of a store's webhooks that lead to this folder's listener, and those that lead to another Stocktray's. */
export function stocktrayWebhooks(
  webhooks: readonly VendWebhook[],
  ownPath: string,
): { readonly own: readonly StocktrayWebhook[]; readonly others: readonly StocktrayWebhook[] } {
  const found = webhooks.flatMap((one) => {
    const url = URL.canParse(one.url) ? new URL(one.url) : null
    return url?.pathname.includes(webhookPath) ? [{ ...one, host: url.host }] : []
  })
  return {
    own: found.filter((one) => isOwnWebhook(one, ownPath)),
    others: found.filter((one) => !isOwnWebhook(one, ownPath)),
  }
}

/** Whether it leads to the path of this folder's webhook, under whatever address. */
export function isOwnWebhook({ url }: Pick<VendWebhook, 'url'>, ownPath: string): boolean {
  return URL.canParse(url) && new URL(url).pathname.endsWith(ownPath)
}

/** Where other Stocktrays of this store live that Vend still calls; empty: none. */
export function otherInstallations(webhooks: readonly VendWebhook[], ownPath: string): readonly string[] {
  const { others } = stocktrayWebhooks(webhooks, ownPath)
  return [...new Set(others.filter(({ active }) => active).map(({ host }) => host))]
}
