import type { VendAnswer } from './vend'

/** The calls of Vend that stock control makes: https://x-series-api.lightspeedhq.com/docs/webhooks */
export const stockWebhooks = ['consignment.receive', 'consignment.send'] as const
export type StockWebhook = (typeof stockWebhooks)[number]

export type WantedWebhooks = {
  /** The whole address that Vend is to call, with its secret: never shown. null: it is to call us no more. */
  readonly url: string | null
  /** The path of this folder's webhook, which ends with its secret: what leads there is ours, under any address. */
  readonly path: string
  /** The ids of webhooks that were ours before, also where they lead to another path. */
  readonly ids: readonly string[]
}

export type AgreedWebhooks = {
  /** Of all that are ours now. */
  readonly ids: readonly string[]
  readonly made: number
  readonly switchedOn: number
  readonly removed: number
}

/** Which webhooks Vend has for us. No call throws but for a bug. */
export type WebhooksPort = {
  /**
   * Has Vend call the wanted address for each of `stockWebhooks`, once, and no other address that is ours. Webhooks that
   * are not ours are left as they are. What was done before it failed stays; asking again does the rest.
   */
  agree(wanted: WantedWebhooks, signal: AbortSignal): Promise<VendAnswer<AgreedWebhooks>>
}

/** Where Vend is to call this process. */
export type Doorbell = Pick<WantedWebhooks, 'path'> & {
  readonly url: string
  /** Calls it from here: null when the call came back to this process, or why it did not, in words. */
  comesBack(signal: AbortSignal): Promise<string | null>
}
