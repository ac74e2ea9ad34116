import { counting } from './words'

/**
 * Webhooks that came to the right address and were refused, since the engine started: their signature was missing or did
 * not fit. `lastAt` in ms since 1970.
 */
export type RefusedWebhooks = { readonly count: number; readonly lastAt: number }

/** What happened, whether any stock is wrong, and what to do; `last`: when the last one came, in words. */
export function refusedText({ count }: RefusedWebhooks, last: string): string {
  const were = count === 1 ? 'was refused because its signature' : 'were refused because their signature'
  return `${counting(count, 'webhook')} ${were} did not fit, the last one ${last}. Check the client secret in your set-up file (vend.clientSecret), then run stocktray setup and stocktray run again. Nothing is lost: Vend is read by schedule meanwhile.`
}
