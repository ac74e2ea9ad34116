import { connect, openWebhookReader, retryAll, webhookPathOf } from '../app'
import type { Notice } from '../core/ports/warehouse'
import type { Secrets, Settings } from '../core/settings'
import { openLedgerFile } from '../ledger/ledger-file'
import { authorizedKeyLine, makeSshKey } from '../listener/tunnels/ssh-key'
import { clientSecretBefore } from '../settings/client-secret-before'
import type { InputProblem } from '../settings/problems'
import { readSetup } from '../settings/setup-file'
import { readShopSettings, saveShopSettings, type ShopRead } from '../settings/shop-settings'
import { readStoreAddress } from '../vend/store-address'
import { otherInstallations } from '../vend/stocktray-webhooks'
import { warehouseEntry } from '../warehouse/registry'
import { otherInstallationText } from './checks/other-installation'
import { realClock } from './real-world'
import { resolvePlaces } from './resolve-places'
import { newWebhookPath } from './rolling-secrets'
import type { Folder } from './shop-folder'

/** A set-up that was checked, and can be kept. */
export type CheckedSetup = {
  readonly settings: Settings
  readonly secrets: Secrets
  /** What will become a problem unless somebody sees to it in time. */
  readonly notices: readonly Notice[]
  /** What should be known beside it: another Stocktray that Vend calls, damaged settings that were set aside. */
  readonly warnings: readonly string[]
  /** The line that belongs into `authorized_keys` of the SSH server; null where there is none. */
  readonly authorizedKey: string | null
  /** No set-up was there before. */
  readonly first: boolean
}

export type SetupRefusal =
  | { readonly kind: 'wrong'; readonly problems: readonly InputProblem[] }
  | { readonly kind: 'unreachable'; readonly text: string }

type Answer = { readonly ok: true; readonly checked: CheckedSetup } | ({ readonly ok: false } & SetupRefusal)

/**
 * Checks what a set-up says (design: the command line), and tests both connections unless `test` is false; then outlets
 * and locations must be ids. Nothing is kept yet.
 */
export async function checkSetup(
  { dataDir, keys }: Folder,
  value: unknown,
  { test }: { readonly test: boolean },
  signal: AbortSignal,
): Promise<Answer> {
  const read = readEntered(value)
  if (!read.ok) return wrong(read.problems)
  const { vend, warehouse: entry, outlets, ngrokAuthToken, ...rest } = read.value
  const before = readShopSettings(dataDir, keys)
  // The ledger's cursor and documents speak of one store; another one's would be read past.
  if (before.kind === 'ok' && before.settings.vend.store !== vend.store)
    return wrong([
      {
        path: 'vend.store',
        text: `This folder belongs to ${before.settings.vend.store}. Set another store up in a folder of its own: stocktray setup --data DIR`,
      },
    ])
  const standing = before.kind === 'ok' ? before.secrets : null
  const secrets: Secrets = {
    vendToken: vend.token,
    vendClientSecret: vend.clientSecret,
    vendClientSecretBefore: clientSecretBefore(vend.clientSecret, standing, realClock.now()),
    warehouse: entry.secrets,
    webhookPath: standing?.webhookPath ?? newWebhookPath(),
    // Kept also while real time goes another way: the server knows it.
    sshKey: standing?.sshKey ?? (rest.realTime.ssh ? await makeSshKey() : null),
    ngrokAuthToken,
  }
  const sides = { vend: { store: vend.store, apiVersion: vend.apiVersion }, warehouse: entry.settings }
  const connected = connect(sides, secrets, realClock)
  if (!connected.ok) return wrong([{ path: 'warehouse', text: connected.text }])
  const account = test ? await connected.connections.warehouse.check(signal) : null
  if (account && account.kind !== 'ok') return { ok: false, kind: 'unreachable', text: account.text }
  const places = await resolvePlaces(outlets, test ? connected.connections : null, signal)
  if (!places.ok && 'unreachable' in places) return { ok: false, kind: 'unreachable', text: places.unreachable }
  if (!places.ok) return wrong(places.problems)
  const settings: Settings = { ...rest, ...sides, outlets: places.outlets }
  const others = test ? await othersOf(settings, secrets, signal) : []
  return {
    ok: true,
    checked: {
      ...{ settings, secrets, notices: account?.value ?? [] },
      warnings: [...damage(before), ...(others.length > 0 ? [otherInstallationText(others)] : [])],
      authorizedKey: await authorizedKeyOf(settings, secrets),
      first: before.kind === 'not-set-up',
    },
  }
}

/**
 * Keeps a checked set-up: settings and secrets, all of it or nothing. No engine may run for the folder. Answers what
 * stands in the way, in a sentence.
 */
export function keepSetup({ dataDir, keys }: Folder, { settings, secrets, first }: CheckedSetup): string | null {
  // The ledger comes first: settings without one would not start. A first set-up may find one that was cut off.
  const ledger = openLedgerFile(dataDir, { create: first, now: realClock.now() })
  if (!ledger.ok) return ledger.text
  try {
    retryAll(ledger.file.database, realClock.now())
    saveShopSettings(dataDir, settings, secrets, keys)
    return null
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return `The settings could not be saved; what stood before still holds. ${why}`
  } finally {
    ledger.file.close()
  }
}

/** What is wrong with a set-up as far as nobody needs to be asked. */
export function setupProblems(value: unknown): readonly InputProblem[] {
  const read = readEntered(value)
  return read.ok ? [] : read.problems
}

function readEntered(value: unknown) {
  return readSetup(value, { warehouse: warehouseEntry, readStoreAddress, now: realClock.now() })
}

function wrong(problems: readonly InputProblem[]): Answer {
  return { ok: false, kind: 'wrong', problems }
}

/** Where damaged settings now stand: they are never replaced in silence. */
function damage(before: ShopRead): string[] {
  return before.kind === 'unreadable' ? [before.text] : []
}

/** Where Vend calls another Stocktray; a token that may not see webhooks sees none. */
async function othersOf(settings: Settings, secrets: Secrets, signal: AbortSignal): Promise<readonly string[]> {
  const answer = await openWebhookReader(settings, secrets, realClock).webhooks(signal)
  return answer.ok ? otherInstallations(answer.value, webhookPathOf(secrets)) : []
}

/** The line that belongs into `authorized_keys` of the SSH server; null where there is none. */
export function authorizedKeyOf({ realTime: { ssh } }: Settings, { sshKey }: Secrets): Promise<string | null> {
  return ssh === null || sshKey === null ? Promise.resolve(null) : authorizedKeyLine(sshKey, ssh)
}
