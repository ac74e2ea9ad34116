import { z } from 'zod'
import { openRealOdoo, type RealOdoo } from './real-odoo'
import { signIn, type WebSession } from './web-session'

export type Place = { readonly id: number; readonly name: string }

/** A picking, as somebody would read it in Odoo's own list. */
export type Picking = { readonly name: string; readonly state: string; readonly origin: string; readonly note: string }

/** A corner of the real Odoo that is this run's alone: two warehouses, its items, and a user with no more than Inventory / User. */
export type OdooStand = {
  readonly odoo: RealOdoo
  /** Stands in all names, SKUs and references of this run. */
  readonly prefix: string
  readonly main: Place
  readonly harbour: Place
  readonly login: string
  /** The user, in Odoo's own web pages. */
  readonly person: WebSession
  /** Makes items that keep stock, each under its SKU. */
  know(...skus: readonly string[]): Promise<void>
  /** How much of each item lies there; what is zero is left out. */
  onHand(place: Place): Promise<Readonly<Record<string, number>>>
  /** Every picking whose name holds the prefix, by name. */
  pickings(): Promise<readonly Picking[]>
}

const ids = z.array(z.number())
const reference = z.tuple([z.number(), z.string()])
const warehouses = z.array(z.object({ lot_stock_id: reference })).length(1)
const record = z.array(z.object({ res_id: z.number() })).length(1)
const levels = z.array(z.object({ default_code: z.string(), qty_available: z.number() }))
const text = z.union([z.string(), z.literal(false).transform(() => '')])
const pickings = z.array(z.object({ name: z.string(), state: z.string(), origin: text, note: text }))

export async function openOdooStand(): Promise<OdooStand> {
  const odoo = await openRealOdoo()
  const prefix = `T${Date.now().toString(36).slice(-6)}`.toUpperCase()
  const login = prefix.toLowerCase()
  const password = `${prefix}-password`

  const inGroups = await Promise.all([idOf(odoo, 'base', 'group_user'), idOf(odoo, 'stock', 'group_stock_user')])
  const [groups = 'groups_id'] = await odoo.fields('res.users', ['groups_id', 'group_ids'])
  await odoo.call('res.users', 'create', [
    { name: `${prefix} connector`, login, password, [groups]: [[6, 0, inGroups]] },
  ])
  const storable = (await odoo.fields('product.product', ['is_storable'])).length > 0
  const kept = storable ? { type: 'consu', is_storable: true } : { type: 'product' }
  const known = new Map<string, number>()

  return {
    ...{ odoo, prefix, login },
    main: await openWarehouse(odoo, `${prefix} Main`, `${prefix.slice(-4)}M`),
    harbour: await openWarehouse(odoo, `${prefix} Harbour`, `${prefix.slice(-4)}H`),
    person: await signIn(odoo, { login, password }),
    know: async (...skus) => {
      const products = skus.map((sku) => ({ name: `Item ${sku}`, default_code: sku, ...kept }))
      const made = ids.parse(await odoo.call('product.product', 'create', [products]))
      made.forEach((id, index) => known.set(skus[index] ?? '', id))
    },
    onHand: async (place) => {
      const fields = ['default_code', 'qty_available']
      const context = { location: place.id }
      const read = await odoo.call('product.product', 'read', [[...known.values()], fields], { context })
      const rows = levels.parse(read).filter(({ qty_available: quantity }) => quantity !== 0)
      return Object.fromEntries(rows.map((row) => [row.default_code, row.qty_available]))
    },
    pickings: async () => {
      const fields = ['name', 'state', 'origin', 'note']
      const found = await odoo.call('stock.picking', 'search_read', [[['name', 'like', prefix]], fields], {
        order: 'name',
      })
      return pickings.parse(found)
    },
  }
}

/** The place where its stock lies. */
async function openWarehouse(odoo: RealOdoo, name: string, code: string): Promise<Place> {
  const made = await odoo.call('stock.warehouse', 'create', [{ name, code }])
  const [{ lot_stock_id: [id, complete] } = { lot_stock_id: [0, ''] }] = warehouses.parse(
    await odoo.call('stock.warehouse', 'read', [[made], ['lot_stock_id']]),
  )
  return { id, name: complete }
}

/** The id of what one of Odoo's own apps calls by a name. */
async function idOf(odoo: RealOdoo, module: string, name: string): Promise<number> {
  const domain = [
    ['module', '=', module],
    ['name', '=', name],
  ]
  const [found] = record.parse(await odoo.call('ir.model.data', 'search_read', [domain, ['res_id']]))
  return found!.res_id
}
