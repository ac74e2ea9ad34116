import type { WarehousePort } from '../../../src/core/ports/warehouse'
import type { ConnectorWorld } from '../../../src/warehouse/connector'
import { openWarehouse } from '../../../src/warehouse/registry'

const clock = { now: () => Date.parse('2026-11-23T08:00:00Z'), sleep: () => Promise.resolve() }

/** The connector on a warehouse's address and token, as settings would have it. */
export function openHttp(
  { url, token }: { readonly url: string; readonly token: string },
  { settings = {}, ...world }: Partial<ConnectorWorld> & { readonly settings?: Readonly<Record<string, unknown>> } = {},
): WarehousePort {
  const opened = openWarehouse({ kind: 'http', url, ...settings }, { token }, { clock, ...world })
  if (!opened.ok) throw new Error(opened.text)
  return opened.port
}
