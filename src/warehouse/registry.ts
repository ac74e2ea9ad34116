import { z } from 'zod'
import type { WarehouseSettings } from '../core/settings'
import type { Connector, ConnectorWorld, OpenedWarehouse } from './connector'
import { httpConnector } from './http/connector'
import { odooConnector } from './odoo/connector'

/** Every warehouse system that Stocktray speaks to, by the `kind` that settings name. */
export const connectors = underTheirKinds({
  http: httpConnector,
  odoo: odooConnector,
})

/** A connector under another name than its own kind does not compile. */
function underTheirKinds<const C extends Readonly<Record<string, Connector>>>(
  all: C & { readonly [Kind in keyof C & string]: Connector<Kind> },
): { readonly [Kind in keyof C & string]: Connector<Kind> } {
  return all
}

export type WarehouseKind = keyof typeof connectors

/** What stands under `warehouse` in a set-up file: checked by its kind, and parted into settings and secrets. */
export const warehouseEntry = z.discriminatedUnion('kind', entries(Object.values<Connector>(connectors)))

function entries([first, ...others]: readonly Connector[]) {
  if (!first) throw new Error('Stocktray was built without any warehouse system.')
  const entry = ({ form, part }: Connector) => form.transform((entered) => part(entered))
  return [entry(first), ...others.map(entry)] as const
}

/** undefined: a kind that this program does not know. */
export function connectorOf(kind: string): Connector | undefined {
  return Object.values<Connector>(connectors).find((one) => one.kind === kind)
}

/** The connector that the settings name, opened on them. A kind that this program does not know is a text, not a crash. */
export function openWarehouse(
  settings: WarehouseSettings,
  secrets: Readonly<Record<string, string>>,
  world: ConnectorWorld,
): OpenedWarehouse {
  const connector = connectorOf(settings.kind)
  if (connector) return connector.open(settings, secrets, world)
  const known = Object.keys(connectors).join(', ')
  return {
    ok: false,
    text: `The settings name a kind of warehouse that this Stocktray does not know. It knows: ${known}. Nothing is sent until the warehouse is entered again, or Stocktray is brought up to date.`,
  }
}
