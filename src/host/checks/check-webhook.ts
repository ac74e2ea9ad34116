import type { VendAnswer } from '../../core/ports/vend'
import type { Settings } from '../../core/settings'
import { otherInstallations, stocktrayWebhooks } from '../../vend/stocktray-webhooks'
import type { VendWebhook } from '../../vend/webhook-list'
import { localTime } from '../local-time'
import { otherInstallationText } from './other-installation'
import type { Check } from './finding'

/** So recent is a proof that they arrive. */
const proofMs = 7 * 86_400_000
const needed = ['consignment.receive', 'consignment.send'] as const

export type WebhookState = {
  readonly realTime: Pick<Settings['realTime'], 'via' | 'publicUrl'>
  readonly scanEveryMinutes: number
  /** The path of this folder's webhook, with its secret: never shown. */
  readonly ownPath: string
  readonly listed: VendAnswer<readonly VendWebhook[]>
  /** When a webhook last led to a document; ms since 1970, null: none did. */
  readonly lastCall: number | null
  readonly now: number
}

/** Whether Vend calls this folder when something happens, and whether it calls another Stocktray too. */
export function checkWebhook(state: WebhookState): Check {
  const { realTime, listed, ownPath, scanEveryMinutes } = state
  const name = 'webhook'
  const attention = (text: string): Check => ({ name, status: 'attention', text })
  const anyway = `Nothing is missed meanwhile: Vend is read every ${scanEveryMinutes.toString()} minutes.`
  const others = listed.ok ? otherInstallations(listed.value, ownPath) : []
  if (others.length > 0) return attention(otherInstallationText(others))
  const own = listed.ok ? stocktrayWebhooks(listed.value, ownPath).own : []
  if (realTime.via === 'off') {
    if (own.every(({ active }) => !active))
      return {
        name,
        status: 'ok',
        text: `Real time is off, and Vend is read every ${scanEveryMinutes.toString()} minutes.`,
      }
    return attention(
      `Vend calls this folder, but “realTime” is off in its settings: nobody answers. ${anyway} Set “realTime” in the set-up file and run stocktray setup, or delete the webhook in Vend under Setup, API.`,
    )
  }
  const came = proof(state)
  if (!listed.ok)
    return came === null
      ? attention(`Which webhooks Vend has could not be seen, and none came in the last seven days. ${anyway}`)
      : { name, status: 'ok', text: `Which webhooks Vend has could not be seen, but they come: ${came}.` }
  const where = realTime.publicUrl === null ? null : new URL(realTime.publicUrl).host
  const elsewhere = own.filter(({ host, active }) => active && where !== null && host !== where)
  if (elsewhere.length > 0)
    return attention(
      `Vend calls ${elsewhere[0]?.host ?? ''}, but the public address in the settings is ${where ?? ''}. ${anyway} “stocktray run” has Vend call the address in the settings as it starts; correct that if it is wrong, and run: stocktray setup`,
    )
  const missing = needed.filter((type) => !own.some((one) => one.type === type && one.active))
  if (missing.length === 0)
    return {
      name,
      status: 'ok',
      text: `Vend calls ${where ?? own[0]?.host ?? ''} when stock moves${came === null ? '' : `; ${came}`}.`,
    }
  const asleep = own.filter(({ active }) => !active)
  if (asleep.length > 0)
    return attention(
      `Vend’s webhook for ${asleep.map(({ type }) => type).join(' and ')} is switched off. ${anyway} “stocktray run” switches it on by itself within the hour; to have it at once, start it again.`,
    )
  if (own.length === 0 && came !== null)
    return {
      name,
      status: 'ok',
      text: `Vend does not show this token the webhook, which somebody made by hand; but it calls: ${came}.`,
    }
  return attention(
    `Vend shows no webhook for ${missing.join(' and ')} that leads here. ${anyway} “stocktray run” makes it as it starts; what keeps Vend from taking it stands in: stocktray status. One made by hand Vend may not show to this token.`,
  )
}

function proof({ lastCall, now }: WebhookState): string | null {
  if (lastCall === null || lastCall < now - proofMs) return null
  return `the last one that moved stock came ${localTime(new Date(lastCall).toISOString())}`
}
