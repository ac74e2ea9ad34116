import type { Clock } from '../../core/ports/world'
import type { Settings } from '../../core/settings'
import { whySilent, type VendAnswers } from './ask-vend'
import type { WarehouseAnswers } from './ask-warehouse'
import { checkAccount } from './check-account'
import { checkApiVersion } from './check-api-version'
import { checkBudget } from './check-budget'
import { checkClock } from './check-clock'
import { checkLocations } from './check-locations'
import { checkNetwork, type Side } from './check-network'
import { checkOutlets } from './check-outlets'
import { checkToken } from './check-token'
import { checkWebhook } from './check-webhook'
import type { Check } from './finding'
import type { Way } from './probe-way'

/** How the way to an address is tried, and whether there is any network at all. */
export type Network = { readonly way: (url: URL) => Promise<Way>; readonly connected: () => boolean }

export type Sides = {
  readonly settings: Settings
  readonly vend: VendAnswers
  readonly warehouse: WarehouseAnswers
  /** How people call the warehouse. */
  readonly warehouseName: string
  /** The path of this folder's webhook. */
  readonly ownPath: string
  readonly lastCall: number | null
}

/** What Vend's and the warehouse's answers say; where one is missing, the way to it is tried. */
export async function checkSides(sides: Sides, clock: Pick<Clock, 'now'>, network: Network): Promise<readonly Check[]> {
  const { settings, vend, warehouse, warehouseName, ownPath, lastCall } = sides
  const see = whySilent(vend)
  const now = clock.now()
  const reached = await Promise.all([
    reach(
      'Vend',
      settings.vend.store,
      !vend.outlets.ok && see === 'network' ? vend.outlets.problem.text : null,
      network,
    ),
    reach(
      warehouseName,
      settings.warehouse.url,
      warehouse.account.kind === 'retry' ? warehouse.account.text : null,
      network,
    ),
  ])
  return [
    checkClock(vend.ahead, see),
    checkNetwork(reached, network.connected()),
    checkToken(vend),
    checkBudget(vend.budget, vend.outlets.ok ? null : see),
    checkApiVersion(settings.vend.apiVersion, now + (vend.ahead ?? 0)),
    checkOutlets(settings.outlets, vend.outlets, see),
    checkWebhook({ ...settings, ownPath, lastCall, now, listed: vend.webhooks }),
    checkAccount(warehouse.account, warehouseName),
    checkLocations(settings.outlets, warehouse.locations, warehouseName),
  ]
}

/** `problem`: why it did not answer; null: it did. */
async function reach(name: string, address: string, problem: string | null, { way }: Network): Promise<Side> {
  const url = new URL(address)
  return { name, host: url.host, failed: problem === null ? null : { way: await way(url), text: problem } }
}
