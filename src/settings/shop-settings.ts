import type { Secrets, Settings } from '../core/settings'
import { dropOtherSecrets, nextRevision, readSecrets, writeSecrets } from './secrets-file'
import type { KeyKeeper } from './sealing'
import { readSettings, writeSettings } from './settings-file'

export type ShopRead =
  | { readonly kind: 'ok'; readonly settings: Settings; readonly secrets: Secrets }
  | { readonly kind: 'not-set-up' }
  | { readonly kind: 'unreadable'; readonly text: string }

/** Settings and secrets of a data folder, as they belong together. */
export function readShopSettings(dataDir: string, keys: Pick<KeyKeeper, 'find'>): ShopRead {
  const read = readSettings(dataDir)
  if (read.kind === 'none') return { kind: 'not-set-up' }
  if (read.kind !== 'ok') return { kind: 'unreadable', text: read.text }
  const opened = readSecrets(dataDir, read.secretsRevision, keys)
  if (!opened.ok) return { kind: 'unreadable', text: opened.text }
  return { kind: 'ok', settings: read.settings, secrets: opened.secrets }
}

/**
 * Saves both as one: the secrets under a new revision first, then the settings that name it. A crash in between leaves
 * the old pair. Throws where the disk does not take it, and then too the old pair stands.
 */
export function saveShopSettings(dataDir: string, settings: Settings, secrets: Secrets, keys: KeyKeeper): void {
  // What cannot be read is set aside or refuses to be overwritten; either is decided before anything is written.
  const before = readSettings(dataDir)
  if (before.kind === 'unreadable') throw new Error(before.text)
  const revision = Math.max(nextRevision(dataDir), before.kind === 'ok' ? before.secretsRevision + 1 : 1)
  writeSecrets(dataDir, revision, secrets, keys)
  writeSettings(dataDir, settings, revision)
  dropOtherSecrets(dataDir, revision)
}
