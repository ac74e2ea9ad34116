import { startOdoo } from '../../fakes/odoo/start-odoo'
import type { OdooVersion } from '../../fakes/odoo/version'
import type { NewItem, OdooUnderTest } from './odoo-under-test'
import { z } from 'zod'

const answer = z.object({ result: z.unknown().optional(), error: z.unknown().optional() })

/** The fake Odoo of one version, with a second warehouse and a user who may do Inventory / User and no more. */
export async function startFakeOdooUnderTest(version: OdooVersion): Promise<OdooUnderTest> {
  const odoo = await startOdoo({ version })
  const { database, main, url, login: admin, password } = odoo
  const other = odoo.addWarehouse('Harbour Street', 'HS').stock
  const customers = odoo.addLocation({ name: 'Customers of the test', usage: 'customer', parent: 0 })
  const login = 'vend@shop.example'
  const { key: apiKey } = odoo.addUser({ login, role: 'inventory' })
  const rpc = async (service: string, method: string, args: readonly unknown[]) => {
    const body = JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } })
    const headers = { 'content-type': 'application/json' }
    const { result, error } = answer.parse(
      await (await fetch(`${url}/jsonrpc`, { method: 'POST', headers, body })).json(),
    )
    if (error !== undefined) throw new Error(JSON.stringify(error))
    return result
  }
  const uid = await rpc('common', 'authenticate', [database, admin, password, {}])
  return {
    ...{ url, database, login, apiKey },
    soonMs: 1_200,
    places: {
      ...{ main: String(main.stock), other: String(other), unknown: '99999999' },
      stockless: [main.view, odoo.lossLocation, customers].map(String),
    },
    ask: (model, method, args, named = {}) =>
      rpc('object', 'execute_kw', [database, uid, password, model, method, args, named]),
    makeItems: async (items) => items.map((item) => odoo.addProduct(productOf(item))),
    putOnHand: async (location, item, pieces) => odoo.setOnHand(location, item, pieces),
    archive: async (item) => odoo.editProduct(item, { active: false }),
    gone: async () => 77_777_777,
    transferByHand: async (name, to, product) => {
      odoo.addPicking({ name, from: odoo.lossLocation, to, lines: [{ product, quantity: 1 }] })
    },
    close: odoo.close,
  }
}

function productOf({ sku, barcode, unfit }: NewItem) {
  return {
    sku,
    ...(barcode !== undefined && { barcode }),
    ...(unfit === 'archived' && { active: false }),
    ...(unfit === 'lot-tracked' && { tracking: 'lot' as const }),
    ...((unfit === 'service' || unfit === 'untracked') && { kind: unfit }),
  }
}
