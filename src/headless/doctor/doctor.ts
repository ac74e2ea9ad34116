import { connect, openWebhookReader, webhookPathOf } from '../../app'
import { readShopSettings } from '../../settings/shop-settings'
import type { CommandContext, CommandDefinition } from '../command'
import { exitCodes, type ExitCode } from '../exit-codes'
import { say, sayJson } from '../output'
import { realClock } from '../../host/real-world'
import { readShop, type Shop } from '../../host/shop-folder'
import { askVend } from '../../host/checks/ask-vend'
import { askWarehouse } from '../../host/checks/ask-warehouse'
import { checkHere } from '../../host/checks/check-here'
import { checkSides, type Network } from '../../host/checks/check-sides'
import type { Check, Finding } from '../../host/checks/finding'
import { impatientClock } from '../../host/checks/impatient-clock'
import { isConnected, probeWay } from '../../host/checks/probe-way'
import { showFindings } from './show-findings'
import { keysInFiles } from '../../settings/sealing'

/** For all the answers of one side, in ms. */
const patienceMs = 60_000
const realNetwork: Network = { way: (url) => probeWay(url, 5_000), connected: isConnected }

export const doctorCommand: CommandDefinition = {
  usage: 'doctor',
  group: 'See how things stand',
  about: 'check clock, disk, network, token, webhook and what else Stocktray stands on; changes nothing',
  act: (context) => doctor(context),
}

/** Looks at everything that Stocktray stands on, beside a running engine or without one, and changes nothing. */
export async function doctor(context: CommandContext, network: Network = realNetwork): Promise<ExitCode> {
  const { dataDir, json, output, signal } = context
  const read = readShopSettings(dataDir, keysInFiles)
  if (read.kind === 'not-set-up') {
    const shop = readShop({ dataDir, keys: keysInFiles })
    if (!shop.ok) output.err(shop.text)
    return exitCodes.wrongInput
  }
  const here = checkHere(dataDir, realClock.now())
  const sides =
    read.kind === 'ok'
      ? await askSides({ dataDir, keys: keysInFiles, ...read }, here.lastCall, network, signal)
      : [unusable(read.text)]
  if (signal.aborted) {
    output.err('Stopped before it was done. Nothing was changed.')
    return exitCodes.needsYou
  }
  const checks = [...here.checks, ...sides]
  const findings = checks.map(({ name, status, text }): Finding => ({ name, status, text }))
  if (json) sayJson(output, findings)
  else say(output, showFindings(checks))
  return exitFor(checks)
}

async function askSides(
  shop: Shop,
  lastCall: number | null,
  network: Network,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const { settings, secrets } = shop
  const { clock, gaveUp } = impatientClock(realClock)
  const connected = connect(settings, secrets, clock)
  if (!connected.ok) return [unusable(connected.text)]
  const late = AbortSignal.timeout(patienceMs)
  const { vend, warehouse } = connected.connections
  const reader = openWebhookReader(settings, secrets, clock)
  const [vendAnswers, warehouseAnswers] = await Promise.all([
    askVend(vend, reader, clock, AbortSignal.any([signal, late, gaveUp])),
    askWarehouse(warehouse, AbortSignal.any([signal, late])),
  ])
  const answers = { vend: vendAnswers, warehouse: warehouseAnswers, warehouseName: warehouse.capabilities.name }
  return checkSides({ settings, ...answers, ownPath: webhookPathOf(secrets), lastCall }, realClock, network)
}

function unusable(text: string): Check {
  return { name: 'settings', status: 'broken', text }
}

function exitFor(checks: readonly Check[]): ExitCode {
  if (checks.some(({ unreachable }) => unreachable)) return exitCodes.unreachable
  return checks.every(({ status }) => status === 'ok') ? exitCodes.done : exitCodes.needsYou
}
