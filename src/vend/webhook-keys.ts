import type { Secrets } from '../core/settings'
import type { WebhookKeys } from './webhook'

export type WebhookSecrets = Pick<Secrets, 'webhookPath' | 'vendClientSecret' | 'vendClientSecretBefore'>

/** What webhooks are judged by at a moment (ms since 1970): the client secret of before holds as long as it was kept for. */
export function webhookKeysOf(
  { webhookPath: pathSecret, vendClientSecret, vendClientSecretBefore: before }: WebhookSecrets,
  now: number,
): WebhookKeys {
  if (vendClientSecret === null) return { pathSecret, clientSecrets: [] }
  return { pathSecret, clientSecrets: [vendClientSecret, ...(before && now < before.until ? [before.secret] : [])] }
}
