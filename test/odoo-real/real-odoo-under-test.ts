import { z } from 'zod'
import type { NewItem, OdooUnderTest } from '../warehouse/odoo/odoo-under-test'
import { openRealOdoo, type RealOdoo } from './real-odoo'
import { signIn } from './web-session'

const id = z.number()
const ids = z.array(id)
const link = z.tuple([id, z.string()])

/** The real Odoo of the environment, with a second warehouse and a user who may do Inventory / User and no more. */
export async function openRealOdooUnderTest(): Promise<OdooUnderTest> {
  const odoo = await openRealOdoo()
  const { call, url, database } = odoo
  // A key that is refused many times would lock this computer out for a minute.
  await call('ir.config_parameter', 'set_param', ['base.login_cooldown_after', '0'])
  const { stock: main, view } = await warehouse(odoo, 'WH')
  const { stock: other } = await warehouse(odoo, 'STCON')
  const usage = async (kind: string) =>
    ids.parse(await call('stock.location', 'search', [[['usage', '=', kind]]], { limit: 1 }))
  const stockless = [view, ...(await usage('inventory')), ...(await usage('customer')), ...(await usage('supplier'))]
  const { login, apiKey } = await makeUser(odoo)
  const storable = await storableGoods(odoo)
  return {
    ...{ url, database, login, apiKey },
    soonMs: 8_000,
    places: {
      ...{ main: String(main), other: String(other), unknown: '99999999' },
      stockless: stockless.map(String),
    },
    ask: call,
    makeItems: async (items) => {
      const made = ids.parse(await call('product.product', 'create', [items.map((item) => valuesOf(item, storable))]))
      return made
    },
    putOnHand: async (location, item, pieces) => {
      const context = { inventory_mode: true }
      const values = { product_id: item, location_id: location, inventory_quantity: pieces }
      const quant = await call('stock.quant', 'create', [values], { context })
      if ((await odoo.fields('stock.quant', ['inventory_quantity_set'])).length > 0)
        await call('stock.quant', 'action_apply_inventory', [[id.parse(quant)]], { context })
    },
    archive: async (item) => {
      await call('product.product', 'write', [[item], { active: false }])
    },
    gone: async (sku) => {
      const made = id.parse(await call('product.product', 'create', [valuesOf({ sku }, storable)]))
      await call('product.product', 'unlink', [[made]])
      return made
    },
    transferByHand: (name, location, item) => transferByHand(odoo, name, location, item),
    close: () => Promise.resolve(),
  }
}

async function warehouse({ call }: RealOdoo, code: string): Promise<{ readonly stock: number; readonly view: number }> {
  const rows = z.array(z.object({ lot_stock_id: link, view_location_id: link }))
  const named = { fields: ['lot_stock_id', 'view_location_id'], limit: 1 }
  const read = async () => rows.parse(await call('stock.warehouse', 'search_read', [[['code', '=', code]]], named))
  if ((await read()).length === 0) await call('stock.warehouse', 'create', [{ name: `Shop ${code}`, code }])
  const [found] = await read()
  if (!found) throw new Error(`Odoo made no warehouse ${code}.`)
  return { stock: found.lot_stock_id[0], view: found.view_location_id[0] }
}

async function makeUser(odoo: RealOdoo): Promise<{ readonly login: string; readonly apiKey: string }> {
  const { call } = odoo
  const login = `contract-${Date.now().toString(36)}${process.pid}`
  const person = { login, password: `pass-${crypto.randomUUID()}` }
  const [groups = 'group_ids'] = await odoo.fields('res.users', ['groups_id', 'group_ids'])
  const group = async (module: string, name: string) =>
    z
      .array(z.object({ res_id: id }))
      .parse(
        await call(
          'ir.model.data',
          'search_read',
          [
            [
              ['module', '=', module],
              ['name', '=', name],
            ],
          ],
          { fields: ['res_id'] },
        ),
      )
      .map((row) => row.res_id)
  const rights = [...(await group('base', 'group_user')), ...(await group('stock', 'group_stock_user'))]
  await call('res.users', 'create', [{ name: 'Vend connector', ...person, [groups]: [[6, 0, rights]] }])
  return { login, apiKey: await (await signIn(odoo, person)).makeKey('Stocktray') }
}

type Goods = { readonly storable: object; readonly service: object; readonly untracked: object }

async function storableGoods(odoo: RealOdoo): Promise<Goods> {
  const known = await odoo.fields('product.product', ['is_storable', 'detailed_type'])
  if (known.includes('is_storable'))
    return {
      storable: { type: 'consu', is_storable: true },
      service: { type: 'service' },
      untracked: { type: 'consu' },
    }
  const field = known.includes('detailed_type') ? 'detailed_type' : 'type'
  return { storable: { [field]: 'product' }, service: { [field]: 'service' }, untracked: { [field]: 'consu' } }
}

function valuesOf({ sku, barcode, unfit }: NewItem, { storable, service, untracked }: Goods): object {
  return {
    name: `Goods ${sku.trim()}`,
    default_code: sku,
    ...(unfit === 'service' ? service : unfit === 'untracked' ? untracked : storable),
    ...(unfit === 'lot-tracked' ? { tracking: 'lot' } : {}),
    ...(unfit === 'archived' ? { active: false } : {}),
    ...(barcode === undefined ? {} : { barcode }),
  }
}

async function transferByHand(odoo: RealOdoo, name: string, to: number, item: number): Promise<void> {
  const { call } = odoo
  const [loss] = ids.parse(await call('stock.location', 'search', [[['usage', '=', 'inventory']]], { limit: 1 }))
  const rows = z
    .array(z.object({ int_type_id: link }))
    .parse(await call('stock.warehouse', 'search_read', [[['code', '=', 'WH']]], { fields: ['int_type_id'], limit: 1 }))
  const unit = z.array(z.object({ uom_id: link })).parse(await call('product.product', 'read', [[item], ['uom_id']]))
  const known = await odoo.fields('stock.move', ['picked', 'name'])
  const immediate = await odoo.fields('stock.picking', ['immediate_transfer', 'move_lines'])
  const between = { location_id: loss, location_dest_id: to }
  const move = {
    ...{ product_id: item, product_uom: unit[0]?.uom_id[0], product_uom_qty: 1, ...between },
    ...(known.includes('picked') ? { quantity: 1, picked: true } : { quantity_done: 1 }),
    ...(known.includes('name') ? { name: 'by hand' } : {}),
  }
  const values = {
    ...{ name, origin: 'by hand', picking_type_id: rows[0]?.int_type_id[0], ...between },
    ...(immediate.includes('immediate_transfer') ? { immediate_transfer: true } : {}),
    [immediate.includes('move_lines') ? 'move_lines' : 'move_ids']: [[0, 0, move]],
  }
  const picking = id.parse(await call('stock.picking', 'create', [values]))
  await call('stock.picking', 'button_validate', [[picking]])
}
