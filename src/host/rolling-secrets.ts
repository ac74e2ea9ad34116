import { randomBytes } from 'node:crypto'
import { webhookPathOf } from '../app'
import type { Secrets } from '../core/settings'
import { saveShopSettings } from '../settings/shop-settings'
import type { Shop } from './shop-folder'

/** A new unguessable end for the webhook's path. */
export function newWebhookPath(): string {
  return randomBytes(24).toString('base64url')
}

/** The secrets of a shop while the path of its webhook may be rolled. */
export type RollingSecrets = {
  /** As they stand on disk. */
  now(): Secrets
  /** Gives the webhook a new path: on disk when this returns. Throws where the disk does not take it; the old one then holds. */
  rollPath(): void
}

export function rollingSecrets({ dataDir, keys, settings, secrets }: Shop): RollingSecrets {
  let standing = secrets
  return {
    now: () => standing,
    rollPath: () => {
      const next = { ...standing, webhookPath: newWebhookPath() }
      saveShopSettings(dataDir, settings, next, keys)
      standing = next
    },
  }
}

/** What Vend is to call, at a public address that leads to the listener; null where that is not known. */
export function webhookAddress(publicUrl: string | null, secrets: Secrets): string | null {
  return publicUrl === null ? null : publicUrl.replace(/\/+$/, '') + webhookPathOf(secrets)
}
