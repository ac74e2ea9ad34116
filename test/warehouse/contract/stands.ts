import type { OdooVersion } from '../../fakes/odoo/version'
import { connectors, type WarehouseKind } from '../../../src/warehouse/registry'
import { startHttpStand } from '../http/http-stand'
import { startStandOver } from '../odoo/contract-stand'
import { startFakeOdooUnderTest } from '../odoo/fake-odoo-under-test'
import type { Stand } from './stand'

export type StandToStart = { readonly name: string; readonly start: () => Promise<Stand> }

/** Where each connector is tried; one without a stand does not compile. */
export const stands: Readonly<Record<WarehouseKind, StandToStart>> = {
  http: { name: 'the plain JSON warehouse', start: startHttpStand },
  odoo: odooOf(19),
}

const known: readonly string[] = Object.keys(connectors)

export const kinds = known.filter((kind): kind is WarehouseKind => kind in stands)

/** A fake Odoo of one version; the tests of a real one are in test/odoo-real. */
export function odooOf(version: OdooVersion): StandToStart {
  return { name: `Odoo ${version}`, start: async () => startStandOver(await startFakeOdooUnderTest(version)) }
}
