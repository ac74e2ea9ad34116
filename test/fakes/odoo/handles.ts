import { family } from './domain'
import type { FakeOdoo, NewPicking, NewProduct, NewUser, Picking } from './fake-odoo'
import type { Office } from './json-rpc'
import { addOnHand, isStored, onHandAt, roundTo, stockDigits } from './quantity'
import { movesOf } from './reading'
import { addCompany, addLocation, addWarehouse, lossLocationOf, type Shop } from './shop'
import { numberIn, textIn, type Row } from './store'
import { asHtml, odooTime } from './writing'

type Handles = Omit<
  FakeOdoo,
  'url' | 'login' | 'password' | 'apiKey' | 'calls' | 'planWithoutApi' | 'delay' | 'hold' | 'fail' | 'quiet' | 'close'
>

/** What a test does to the books behind the server's back, as the people in the shop do in their browser. */
export function handlesOf(office: Office, shop: Shop): Handles {
  const { store, version, ways } = office
  const digits = () => stockDigits(store, ways.precisionName)
  const pickingRow = (name: string) => store.all('stock.picking').find((row) => row.name === name)
  const onHand = (location: number, product: number) =>
    roundTo(
      family(store, [location], 'child_of').reduce((sum, place) => sum + onHandAt(store, place, product), 0),
      digits(),
    )
  return {
    version,
    database: office.database,
    ...shop,
    lossLocation: lossLocationOf(store, shop.company),
    addProduct: (product) => store.add('product.product', productValues(office, shop, product)).id,
    addUnit: (name, rounding) => store.add('uom.uom', { name, rounding, active: true }).id,
    addUser: (user) => addUser(office, shop, user),
    addKey: (login, name, ends) => addKey(office, login, name, ends),
    removeKey: (key) => {
      for (const row of store.all('res.users.apikeys')) if (row.key === key) store.remove('res.users.apikeys', row.id)
    },
    addLocation: ({ name, usage = 'internal', parent = shop.main.stock, company }) => {
      const above = store.find('stock.location', parent)
      return addLocation(store, {
        name,
        usage,
        parent,
        company: company ?? (above ? numberIn(above, 'company_id') : 0),
      })
    },
    archiveLocation: (location) => {
      store.change('stock.location', location, { active: false })
    },
    addWarehouse: (name, code, company = shop.company) => addWarehouse(store, { name, code, company }),
    addCompany: (name, ...logins) => {
      const company = addCompany(store, name, version)
      for (const user of store.all('res.users')) {
        if (!logins.includes(textIn(user, 'login'))) continue
        const companies = Array.isArray(user.company_ids) ? user.company_ids : []
        store.change('res.users', user.id, { company_ids: [...companies, company] })
      }
      return company
    },
    lossLocationOf: (company) => lossLocationOf(store, company),
    addPicking: (picking) => addPicking(office, shop, picking),
    picking: (name) => {
      const row = pickingRow(name)
      return row ? pictureOf(office, row) : null
    },
    pickings: () => store.all('stock.picking').map((row) => pictureOf(office, row)),
    edit: (name, { note, ...change }) => {
      const row = pickingRow(name)
      if (!row) throw new Error(`there is no picking ${name}`)
      const written = note === undefined ? {} : { note: ways.noteIsHtml ? asHtml(note) : note }
      store.change('stock.picking', row.id, { ...change, ...written })
      if (change.state === undefined) return
      for (const move of movesOf(office, row.id)) store.change('stock.move', move.id, { state: change.state })
    },
    editProduct: (product, { sku, ...change }) => {
      store.change('product.product', product, { ...change, ...(sku !== undefined && { default_code: sku }) })
    },
    onHand,
    setOnHand: (location, product, quantity) => {
      addOnHand(store, location, product, quantity - onHandAt(store, location, product), digits())
    },
    setStockDigits: (count) => {
      const precision = store.all('decimal.precision').find((row) => row.name === ways.precisionName)
      if (precision) store.change('decimal.precision', precision.id, { digits: count })
    },
  }
}

function productValues({ version }: Office, shop: Shop, product: NewProduct) {
  const { sku, name = sku, barcode = '', kind = 'stored', tracking = 'none', active = true } = product
  const stored = version >= 18 ? { type: 'consu', is_storable: true } : { type: 'product' }
  const untracked = version >= 18 ? { type: 'consu', is_storable: false } : { type: 'consu' }
  const kinds = { stored, untracked, service: { ...untracked, type: 'service' } }
  return {
    ...{ default_code: sku, name, barcode, tracking, active },
    ...kinds[kind],
    uom_id: product.unit ?? shop.unit,
    company_id: product.company ?? 0,
    property_stock_inventory: product.lossLocation ?? 0,
  }
}

function addUser(office: Office, shop: Shop, { login, password = '', role = 'inventory', companies }: NewUser) {
  const company_ids = companies ?? [shop.company]
  const uid = office.store.add('res.users', {
    ...{ name: login, login, password, role, company_ids, active: true, lang: 'en_US' },
    company_id: company_ids[0] ?? shop.company,
  }).id
  return { uid, key: addKey(office, login, `Key of ${login}`) }
}

function addKey({ store }: Office, login: string, name: string, ends?: Date): string {
  const user = store.all('res.users').find((row) => row.login === login)
  if (!user) throw new Error(`there is no user ${login}`)
  const { id } = store.add('res.users.apikeys', {
    ...{ name, user_id: user.id, create_date: odooTime(new Date()) },
    expiration_date: ends ? odooTime(ends) : '',
  })
  const key = (0x5eed0000 + id).toString(16).padStart(40, '0')
  store.change('res.users.apikeys', id, { key })
  return key
}

function addPicking(office: Office, shop: Shop, { state = 'done', ...picking }: NewPicking): number {
  const { store, ways } = office
  const { name, note = '', origin = '', from, to } = picking
  const places = { location_id: from, location_dest_id: to, company_id: shop.company }
  const time = odooTime(new Date())
  const { id } = store.add('stock.picking', {
    ...{ name, origin, state, ...places },
    note: ways.noteIsHtml ? asHtml(note) : note,
    picking_type_id: shop.main.internalTransfers,
    scheduled_date: time,
    date_done: state === 'done' ? time : '',
  })
  for (const { product, quantity } of picking.lines) {
    const row = store.find('product.product', product)
    store.add('stock.move', {
      ...{ picking_id: id, product_id: product, product_uom_qty: quantity, state, reference: name, ...places },
      product_uom: row ? numberIn(row, 'uom_id') : shop.unit,
      ...(ways.immediate ? { name, quantity_done: quantity } : { quantity, picked: true }),
    })
    if (state !== 'done' || !row || !isStored(row)) continue
    addOnHand(store, from, product, -quantity, stockDigits(store, ways.precisionName))
    addOnHand(store, to, product, quantity, stockDigits(store, ways.precisionName))
  }
  return id
}

function pictureOf(office: Office, row: Row): Picking {
  const words = (field: string) => textIn(row, field)
  return {
    id: row.id,
    ...{ name: words('name'), state: words('state'), note: words('note'), origin: words('origin') },
    company: numberIn(row, 'company_id'),
    from: numberIn(row, 'location_id'),
    to: numberIn(row, 'location_dest_id'),
    lines: movesOf(office, row.id).map((move) => {
      const product = office.store.find('product.product', numberIn(move, 'product_id'))
      return {
        product: numberIn(move, 'product_id'),
        sku: product ? textIn(product, 'default_code') : '',
        demanded: numberIn(move, 'product_uom_qty'),
        done: numberIn(move, office.ways.immediate ? 'quantity_done' : 'quantity'),
        state: textIn(move, 'state'),
        from: numberIn(move, 'location_id'),
        to: numberIn(move, 'location_dest_id'),
      }
    }),
  }
}
