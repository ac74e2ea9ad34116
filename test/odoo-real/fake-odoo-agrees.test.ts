import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { setTheStage } from '../fixtures/odoo/fake-stage'
import { callerOf, rpc, type Account, type Transport } from '../fixtures/odoo/odoo-caller'
import { playScript } from '../fixtures/odoo/odoo-script'
import { itemNames, type Stage } from '../fixtures/odoo/stage'
import { odooVersions } from '../fakes/odoo/version'
import { openRealOdoo, type RealOdoo } from './real-odoo'
import { signIn } from './web-session'

const told = z.object({
  server_version_info: z.tuple([z.union(odooVersions.map((one) => z.literal(one)))]).rest(z.unknown()),
})
const warehouse = z.object({
  lot_stock_id: z.tuple([z.number(), z.string()]),
  view_location_id: z.tuple([z.number(), z.string()]),
  int_type_id: z.tuple([z.number(), z.string()]),
})

describe('the fake Odoo and the real one', { timeout: 600_000 }, () => {
  let odoo: RealOdoo
  let version: (typeof odooVersions)[number]

  beforeAll(async () => {
    odoo = await openRealOdoo()
    const reply = await rpc(odoo.url, 'common', 'version', [])
    version = told.parse('value' in reply ? reply.value : null).server_version_info[0]
  })

  it('give the same answers over JSON-RPC', () => agree('json-rpc'))

  it('give the same answers over JSON-2, where it is there', async () => {
    const asked = await fetch(`${odoo.url}/json/2/res.users/context_get`, { method: 'POST', body: '{}' })
    expect(asked.status === 404).toBe(version < 19)
    if (version >= 19) await agree('json-2')
  })

  async function agree(transport: Transport) {
    const fake = await setTheStage(version, transport)
    try {
      const expected = await playScript(await realStage(odoo, transport))
      expect(await playScript(fake.stage)).toEqual(expected)
    } finally {
      await fake.close()
    }
  }
})

/** New goods, a new shelf and new users in a real Odoo. */
async function realStage(odoo: RealOdoo, transport: Transport): Promise<Stage> {
  const run = `FAKE-${Date.now().toString(36)}`
  const make = async (model: string, values: object) => z.number().parse(await odoo.call(model, 'create', [values]))
  const [main] = z.array(warehouse).parse(
    await odoo.call('stock.warehouse', 'search_read', [[]], {
      fields: Object.keys(warehouse.shape),
      limit: 1,
      order: 'id',
    }),
  )
  if (!main) throw new Error('this Odoo has no warehouse')
  const stock = main.lot_stock_id[0]
  const storable = (await odoo.fields('product.product', ['is_storable'])).length > 0
  const kinds: Readonly<Record<string, object>> = {
    service: { type: 'service' },
    untracked: { type: 'consu' },
    lot: { ...(storable ? { is_storable: true } : { type: 'product' }), tracking: 'lot' },
  }
  const items: Record<string, number> = {}
  for (const item of itemNames) {
    items[item] = await make('product.product', {
      ...{ name: item, default_code: `${run}-${item.toUpperCase()}`, active: item !== 'archived' },
      ...(item === 'tee' && { barcode: `${run}-BAR` }),
      ...(kinds[item] ?? (storable ? { is_storable: true } : { type: 'product' })),
    })
  }
  const read = async (fields: readonly string[]) =>
    z
      .array(z.record(z.string(), z.unknown()))
      .parse(await odoo.call('product.product', 'read', [[items.tee]], { fields }))[0]
  const link = z.tuple([z.number(), z.string()])
  const tee = await read(['uom_id', 'property_stock_inventory'])
  const [worker, nobody] = [await addUser(odoo, `${run}-worker`, true), await addUser(odoo, `${run}-nobody`, false)]
  return {
    ...{ url: odoo.url, database: odoo.database, run, account: worker, stock },
    worker: callerOf(worker, transport),
    nobody: callerOf(nobody, transport),
    shelf: await make('stock.location', { name: `${run}-shelf`, usage: 'internal', location_id: stock }),
    view: main.view_location_id[0],
    internalTransfers: main.int_type_id[0],
    loss: link.parse(tee?.property_stock_inventory)[0],
    unit: link.parse(tee?.uom_id)[0],
    items: z.record(z.enum(itemNames), z.number()).parse(items),
  }
}

async function addUser(odoo: RealOdoo, login: string, inventory: boolean): Promise<Account> {
  const group = async (module: string, name: string) => {
    const domain = [
      ['module', '=', module],
      ['name', '=', name],
    ]
    const found = await odoo.call('ir.model.data', 'search_read', [domain], { fields: ['res_id'] })
    return z.tuple([z.object({ res_id: z.number() })]).parse(found)[0].res_id
  }
  const groups = [await group('base', 'group_user'), ...(inventory ? [await group('stock', 'group_stock_user')] : [])]
  const [field = 'group_ids'] = await odoo.fields('res.users', ['groups_id', 'group_ids'])
  const password = `${login}-password`
  const more = { email: `${login}@example.com`, [field]: [[6, 0, groups]] }
  await odoo.call('res.users', 'create', [{ name: login, login, password, ...more }])
  const key = await (await signIn(odoo, { login, password })).makeKey('Script')
  return { url: odoo.url, database: odoo.database, login, password, key }
}
