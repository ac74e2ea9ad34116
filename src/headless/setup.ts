import { readFileSync } from 'node:fs'
import { connect, openWebhookReader, retryAll, webhookPathOf } from '../app'
import type { Notice } from '../core/ports/warehouse'
import type { Secrets, Settings } from '../core/settings'
import { counting } from '../core/words'
import { openLedgerFile } from '../ledger/ledger-file'
import { authorizedKeyLine, makeSshKey } from '../listener/tunnels/ssh-key'
import { clientSecretBefore } from '../settings/client-secret-before'
import { problemLine, type InputProblem } from '../settings/problems'
import { readSetupFile } from '../settings/setup-file'
import { readShopSettings, saveShopSettings } from '../settings/shop-settings'
import { readStoreAddress } from '../vend/store-address'
import { otherInstallations } from '../vend/stocktray-webhooks'
import { warehouseEntry } from '../warehouse/registry'
import type { CommandContext, CommandDefinition } from './command'
import { otherInstallationText } from '../host/checks/other-installation'
import { exitCodes, type ExitCode } from './exit-codes'
import { sayJson } from './output'
import { realClock } from '../host/real-world'
import { resolvePlaces } from '../host/resolve-places'
import { newWebhookPath } from '../host/rolling-secrets'

export const setupCommand: CommandDefinition = {
  usage: 'setup',
  group: 'Set up and run',
  about: 'check a file of settings, test both connections, and keep them',
  options: [
    { flags: '--file <file>', about: 'the settings, as JSON (the README shows one)', required: true },
    {
      flags: '--no-test',
      about: 'keep them without asking Vend and the warehouse; outlets and locations must be ids',
    },
  ],
  act: (context, _words, { file, test }) =>
    setup(context, { file: typeof file === 'string' ? file : '', test: test !== false }),
}

/** Checks a set-up file, tests both connections, and keeps settings and secrets: all of it or nothing. */
export async function setup(context: CommandContext, given: { file: string; test: boolean }): Promise<ExitCode> {
  const { dataDir, output, signal } = context
  const refuse = (problems: readonly InputProblem[]): ExitCode => {
    for (const problem of problems) output.err(problemLine(problem))
    return exitCodes.wrongInput
  }
  const text = textOf(given.file)
  if (text === null)
    return refuse([{ path: '', text: `${given.file} cannot be read. Does it exist, and may you read it?` }])
  const read = readSetupFile(text, { warehouse: warehouseEntry, readStoreAddress, now: realClock.now() })
  if (!read.ok) return refuse(read.problems)
  const { vend, warehouse: entry, outlets, ngrokAuthToken, ...rest } = read.value
  const before = readShopSettings(dataDir)
  // The ledger's cursor and documents speak of one store; another one's would be read past.
  if (before.kind === 'ok' && before.settings.vend.store !== vend.store)
    return refuse([
      {
        path: 'vend.store',
        text: `This folder belongs to ${before.settings.vend.store}. Set another store up in a folder of its own: --data DIR.`,
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
  if (!connected.ok) return refuse([{ path: 'warehouse', text: connected.text }])
  const account = given.test ? await connected.connections.warehouse.check(signal) : null
  if (account && account.kind !== 'ok') {
    output.err(`${account.text} Nothing was saved.`)
    return exitCodes.unreachable
  }
  const places = await resolvePlaces(outlets, given.test ? connected.connections : null, signal)
  if (!places.ok && 'unreachable' in places) {
    output.err(`${places.unreachable} Nothing was saved.`)
    return exitCodes.unreachable
  }
  if (!places.ok) return refuse(places.problems)
  const settings: Settings = { ...rest, ...sides, outlets: places.outlets }
  const others = given.test ? await othersOf(settings, secrets, signal) : []

  // Where damaged settings now stand: they are never replaced in silence.
  if (before.kind === 'unreadable') output.err(before.text)
  // The ledger comes first: settings without one would not start. A first set-up may find one that was cut off.
  const create = before.kind === 'not-set-up'
  const ledger = openLedgerFile(dataDir, { create, now: realClock.now() })
  if (!ledger.ok) {
    output.err(ledger.text)
    return exitCodes.needsYou
  }
  try {
    retryAll(ledger.file.database, realClock.now())
    saveShopSettings(dataDir, settings, secrets)
  } catch (error) {
    output.err(`The settings could not be saved; what stood before still holds. ${messageOf(error)}`)
    return exitCodes.needsYou
  } finally {
    ledger.file.close()
  }
  if (others.length > 0) output.err(otherInstallationText(others))
  const authorizedKey = await authorizedKeyOf(settings, secrets)
  if (context.json) sayJson(output, { dataDir, settings, ...(authorizedKey !== null && { authorizedKey }) })
  else
    [
      ...summary(settings, dataDir, given.test),
      ...forServer(settings, authorizedKey),
      ...soon(account?.value ?? []),
    ].forEach(output.out)
  return exitCodes.done
}

/** Where Vend calls another Stocktray; a token that may not see webhooks sees none. */
async function othersOf(settings: Settings, secrets: Secrets, signal: AbortSignal): Promise<readonly string[]> {
  const answer = await openWebhookReader(settings, secrets, realClock).webhooks(signal)
  return answer.ok ? otherInstallations(answer.value, webhookPathOf(secrets)) : []
}

function authorizedKeyOf({ realTime: { ssh } }: Settings, { sshKey }: Secrets): Promise<string | null> {
  return ssh === null || sshKey === null ? Promise.resolve(null) : authorizedKeyLine(sshKey, ssh)
}

function forServer({ realTime: { ssh } }: Settings, line: string | null): string[] {
  if (ssh === null || line === null) return []
  return [`On ${ssh.host}, this line belongs into .ssh/authorized_keys of the user ${ssh.user}:`, line]
}

function soon(notices: readonly Notice[]): string[] {
  return notices.map(({ text }) => `Soon: ${text}`)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** null: it cannot be read. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return null
  }
}

function summary({ vend, outlets, sendStockAdjustments, from }: Settings, dataDir: string, tested: boolean): string[] {
  return [
    `Vend: ${vend.store}${tested ? ', it answers' : ''}`,
    ...outlets.map(({ outlet, location }) => `Outlet ${outlet.name} → location ${location.name}`),
    sendStockAdjustments
      ? `Sent is what happens from ${from === null ? 'the first sync on' : new Date(from).toISOString()}.`
      : 'Sending is switched off: set "sendStockAdjustments" to true when you are ready.',
    `${counting(outlets.length, 'outlet')} set up in ${dataDir}. Next: stocktray sync --dry-run --data ${dataDir}`,
  ]
}
