import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FakeOdoo } from '../../fakes/odoo/fake-odoo'
import { startOdoo } from '../../fakes/odoo/start-odoo'
import { odooVersions, type OdooVersion } from '../../fakes/odoo/version'
import { setTheStage } from '../../fixtures/odoo/fake-stage'
import { callerOf, rpc, type Caller, type Transport } from '../../fixtures/odoo/odoo-caller'
import { playScript } from '../../fixtures/odoo/odoo-script'

const lines = odooVersions.flatMap((version): readonly (readonly [OdooVersion, Transport])[] =>
  version >= 19
    ? [
        [version, 'json-rpc'],
        [version, 'json-2'],
      ]
    : [[version, 'json-rpc']],
)

describe.each(lines)('a fake Odoo %i over %s', (version, transport) => {
  it('answers the script as the real ones did', async () => {
    const { stage, close } = await setTheStage(version, transport)
    const seen = Object.fromEntries(await playScript(stage))
    await close()
    const refused = (name: string, status: number) => (transport === 'json-2' ? `${name} ${status}` : name)
    const note = (name: string) =>
      version >= 15 ? `<p>Order <b>${name}</b> &amp; more</p>` : `Order <b>${name}</b> & more`
    const done = (name: string, ...quantities: readonly number[]) => ({
      ...{ state: 'done', note: note(name), origin: `Vend ${name}`, company: true },
      lines: quantities.map((quantity) => [quantity, quantity === 0 ? 'cancel' : 'done']),
    })
    expect(seen).toMatchObject({
      fields: {
        [version >= 16 ? 'move_ids' : 'move_lines']: 'one2many',
        [version >= 17 ? 'quantity' : 'quantity_done']: 'float',
        note: version >= 15 ? 'html' : 'text',
      },
      'worker may create': true,
      'nobody may create': false,
      'nobody searches': refused('AccessError', 403),
      'nobody reads a quantity': refused('AccessError', 403),
      'worker reads the precision': refused('AccessError', 403),
      create: '1 made',
      'the name again': refused('ValidationError', 422),
      'two, one of them taken': refused('ValidationError', 422),
      'neither was made': null,
      validate: true,
      'as validated': done('A', 2, 0.3),
      'validate again': version >= 19 ? true : refused('UserError', 422),
      'cancel what is done': refused('UserError', 422),
      'on hand': { stock: [0, 0], shelf: [2, 0.3], loss: [0, 0] },
      'in and out in one call': '2 made',
      'validated in one call': true,
      both: [done('C/IN', 5), done('C/OUT', 4)],
      'on hand after the count': { stock: [5, -4], shelf: [2, 0.3], loss: [-5, 4] },
      lot: [refused('UserError', 422), { state: 'assigned' }],
      service: [true, { state: 'done' }],
      'one of two refused': [refused('UserError', 422), { state: 'assigned' }, { state: 'assigned' }],
      '0.001 pieces': [refused('UserError', 422), { lines: [[0, version >= 17 ? 'draft' : 'assigned']] }],
      '1.005 pieces': [true, { lines: [[1.01, 'done']] }],
      '"abc" pieces': refused('ValueError', 500),
      '100000 pieces': [true, { state: 'done' }],
      'a fine line among others': [true, done('E', 0, 1)],
      'unknown location': refused('ValidationError', 422),
      'unknown type': refused('MissingError', 404),
      'unknown field of a line': refused('ValueError', 500),
      'nothing done': [version >= 17 ? true : refused('UserError', 422), {}],
      'half of it done': ['asks back: stock.backorder.confirmation', { lines: [[1, expect.any(String)]] }],
      cancel: [true, { state: 'cancel' }],
      'validate what is cancelled': refused('UserError', 422),
      'delete it': version >= 17 ? refused('AccessError', 403) : refused('UserError', 422),
      'its name is free': '1 made',
      'a name that is taken': refused('ValidationError', 422),
      'read of what is not there': '0 found',
      'button_validate of what is not there': refused('MissingError', 404),
      'by code': ['TEE'],
      'by code, archived too': ['ARCHIVED', 'TEE'],
      'by a piece of it': ['TEE'],
      'with the right case': [],
      'of our company or of none': ['CAP', 'LOT', 'SERVICE', 'TEE', 'UNTRACKED'],
      'location child_of': ['shelf'],
      'location parent_of': ['stock', 'shelf'],
      'unknown database': 'OperationalError',
      'wrong password': false,
    })
  })
})

describe('what a test can do with a fake Odoo', () => {
  let odoo: FakeOdoo
  let caller: Caller
  let tee: number

  beforeEach(async () => {
    odoo = await startOdoo({ version: 19 })
    const { key } = odoo.addUser({ login: 'connector' })
    caller = callerOf({ ...odoo, login: 'connector', password: '', key }, 'json-2')
    tee = odoo.addProduct({ sku: 'TEE-S' })
  })

  afterEach(() => odoo.close())

  const values = (name: string, quantity: number) => ({
    ...{ name, picking_type_id: odoo.main.internalTransfers, location_id: odoo.lossLocation },
    location_dest_id: odoo.main.stock,
    move_ids: [[0, 0, { product_id: tee, product_uom: odoo.unit, product_uom_qty: quantity, quantity, picked: true }]],
  })
  const create = (name: string, quantity = 3) =>
    caller.ask('stock.picking', 'create', { first: ['vals_list', [values(name, quantity)]] })
  const idOf = (name: string) => odoo.picking(name)!.id

  it('lets a validate go on after its caller has left', async () => {
    await create('VEND/CAR-25')
    const held = odoo.hold('button_validate')
    const leave = new AbortController()
    const left = fetch(`${odoo.url}/json/2/stock.picking/button_validate`, {
      method: 'POST',
      headers: { authorization: `bearer ${odoo.apiKey}` },
      body: JSON.stringify({ ids: [idOf('VEND/CAR-25')] }),
      signal: leave.signal,
    })
    await held.arrived
    leave.abort()
    await expect(left).rejects.toThrow()
    expect(odoo.picking('VEND/CAR-25')?.state).toBe('assigned')
    held.release()
    await odoo.quiet()
    expect(odoo.picking('VEND/CAR-25')?.state).toBe('done')
    expect(odoo.onHand(odoo.main.stock, tee)).toBe(3)
  })

  it('takes writes one after the other, and lets reads through', async () => {
    await create('VEND/CAR-25')
    const held = odoo.hold('button_validate', 'after')
    const ids = [idOf('VEND/CAR-25')]
    const first = caller.ask('stock.picking', 'button_validate', { ids })
    await held.arrived
    const second = caller.ask('stock.picking', 'action_cancel', { ids })
    expect(await caller.ask('stock.picking', 'search', { first: ['domain', []] })).toEqual({ value: ids })
    held.release()
    expect(await first).toEqual({ value: true })
    expect(await second).toEqual({ error: 'UserError 422' })
  })

  it('makes one of six that come at once with one name', async () => {
    const six = await Promise.all(Array.from({ length: 6 }, () => create('VEND/CAR-25')))
    expect(six.filter((reply) => 'value' in reply)).toHaveLength(1)
    expect(odoo.pickings()).toHaveLength(1)
  })

  it('fails so many calls with a lock of the database, which have no effect', async () => {
    odoo.fail('create', 1)
    expect(await create('VEND/CAR-25')).toEqual({ error: 'SerializationFailure 500' })
    expect(odoo.pickings()).toEqual([])
    expect(await create('VEND/CAR-25')).toMatchObject({ value: [expect.any(Number)] })
  })

  it('refuses a key that ended, was taken away or never was', async () => {
    const ask = (key: string) => callerOf({ ...odoo, key }, 'json-2').ask('res.users', 'context_get')
    const past = odoo.addKey('connector', 'Stocktray', new Date(Date.now() - 60_000))
    const living = odoo.addKey('connector', 'Stocktray', new Date(Date.now() + 60_000))
    expect(await ask(past)).toEqual({ error: 'Unauthorized 401' })
    expect(await ask(living)).toMatchObject({ value: { lang: 'en_US' } })
    odoo.removeKey(living)
    expect(await ask(living)).toEqual({ error: 'Unauthorized 401' })
  })

  it('shows a user its own keys with their ends', async () => {
    odoo.addKey('connector', 'Stocktray', new Date('2027-02-22T00:00:00Z'))
    const asked = { named: { domain: [], fields: ['name', 'expiration_date'] } }
    expect(await caller.ask('res.users.apikeys', 'search_read', asked)).toMatchObject({
      value: [{ expiration_date: false }, { name: 'Stocktray', expiration_date: '2027-02-22 00:00:00' }],
    })
  })

  it.each([403, 404] as const)('answers %i at both transports where the plan has no API', async (status) => {
    odoo.planWithoutApi = status
    for (const path of ['/jsonrpc', '/json/2/res.users/context_get']) {
      expect((await fetch(odoo.url + path, { method: 'POST', body: '{}' })).status).toBe(status)
    }
    expect((await fetch(`${odoo.url}/web/login`)).status).toBe(200)
  })

  it('lets a person edit, and keeps the list of calls', async () => {
    await create('VEND/CAR-25')
    odoo.edit('VEND/CAR-25', { state: 'cancel', note: '' })
    expect(odoo.picking('VEND/CAR-25')).toMatchObject({ state: 'cancel', note: '', lines: [{ state: 'cancel' }] })
    odoo.addPicking({
      ...{ name: 'WH/INT/00001', from: odoo.lossLocation, to: odoo.main.stock },
      lines: [{ product: tee, quantity: 2 }],
    })
    expect(odoo.onHand(odoo.main.stock, tee)).toBe(2)
    expect(odoo.calls.map(({ transport, method }) => [transport, method])).toEqual([['json-2', 'create']])
  })

  it('keeps companies apart: one name each, and what is not ours is not seen', async () => {
    await create('VEND/CAR-25')
    const other = odoo.addCompany('Second Shop')
    const place = odoo.addWarehouse('Harbour', 'HS', other)
    const search = { first: ['domain', [['usage', '=', 'internal']]] } as const
    expect(await caller.ask('stock.location', 'search', search)).toEqual({ value: [odoo.main.stock] })
    odoo.addCompany('Third Shop', 'connector')
    const both = odoo.addUser({ login: 'both', companies: [odoo.company, other] })
    const second = callerOf({ ...odoo, key: both.key }, 'json-2')
    expect(await second.ask('stock.location', 'search', search)).toEqual({ value: [place.stock, odoo.main.stock] })
    const there = {
      ...values('VEND/CAR-25', 1),
      ...{ picking_type_id: place.internalTransfers, location_id: odoo.lossLocationOf(other) },
      location_dest_id: place.stock,
    }
    expect(await second.ask('stock.picking', 'create', { first: ['vals_list', [there]] })).toMatchObject({
      value: [expect.any(Number)],
    })
  })

  it('adds quantities as Python does, and rounds to the digits that are set', async () => {
    const shelf = odoo.addLocation({ name: 'Shelf' })
    odoo.setStockDigits(3)
    odoo.setOnHand(odoo.main.stock, tee, 0.1)
    odoo.setOnHand(shelf, tee, 0.2)
    const asked = { ids: [tee], named: { fields: ['qty_available'], context: { location: odoo.main.stock } } }
    expect(await caller.ask('product.product', 'read', asked)).toEqual({
      value: [{ id: tee, qty_available: 0.1 + 0.2 }],
    })
    await create('VEND/CAR-26', 1.0005)
    expect(odoo.picking('VEND/CAR-26')?.lines[0]?.done).toBe(1.001)
  })
})

it('has a unit rounding of its own until 18, and refuses what is finer', async () => {
  const odoo = await startOdoo({ version: 14 })
  const piece = odoo.addUnit('piece', 1)
  const tee = odoo.addProduct({ sku: 'TEE-S', unit: piece })
  const of = [odoo.database, 2, odoo.password, 'stock.picking'] as const
  const line = { name: 'x', product_id: tee, product_uom: piece, product_uom_qty: 1.5, quantity_done: 1.5 }
  const values = {
    ...{ name: 'VEND/CAR-25', picking_type_id: odoo.main.internalTransfers, immediate_transfer: true },
    ...{ location_id: odoo.lossLocation, location_dest_id: odoo.main.stock, move_lines: [[0, 0, line]] },
  }
  expect(await rpc(odoo.url, 'object', 'execute_kw', [...of, 'create', [values]])).toEqual({ value: 1 })
  expect(await rpc(odoo.url, 'object', 'execute_kw', [...of, 'button_validate', [[1]]])).toEqual({ error: 'UserError' })
  expect(odoo.picking('VEND/CAR-25')?.state).toBe('assigned')
  await odoo.close()
})
