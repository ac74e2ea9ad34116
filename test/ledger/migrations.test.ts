import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OutgoingDocument } from '../../src/core/document'
import { openDatabase, type Database } from '../../src/ledger/database'
import { createLedger } from '../../src/ledger/ledger'
import { migrate, newestVersion, versionOf } from '../../src/ledger/migrations'
import { all, first, run } from '../../src/ledger/rows'
import { bookedOn, itemOf } from '../fakes/tiny-warehouse'
import { amount, product, startOfDay, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const firstStep = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'ledger-step-1.sql'), 'utf8')

/** A ledger that an app of the first step left behind: orders CAR-25 to CAR-28, and no product has codes. */
function oldLedger(): Database {
  const database = openDatabase(':memory:')
  database.exec(firstStep)
  return database
}

/** The shop and the warehouse that this ledger speaks of, the app of today between them. */
function oldShop(): TinyWorld {
  const database = oldLedger()
  migrate(database)
  const world = tinyWorld({ database })
  world.now = startOfDay + 180_000
  // What Vend said then, in the order of its versions, and what the warehouse booked.
  world.vend({ id: 'CAR-25' }, { Item1: { received: amount(60) }, Item2: { received: amount(50) } })
  world.vend({ id: 'CAR-26' }, { Item1: { received: amount(5) } })
  world.vend({ id: 'CAR-27' }, { Item3: { received: amount(7) } })
  world.vend({ id: 'CAR-28' }, { Item3: { received: amount(2) } })
  world.booked.push(
    { number: 'ST-00001', document: bookedThen('CAR-25', { Item1: 60, Item2: 50 }) },
    { number: 'ST-00002', document: bookedThen('CAR-26', { Item1: 5 }) },
  )
  world.knownSkus.delete('Item3')
  return world
}

function bookedThen(reference: string, amounts: Readonly<Record<string, number>>): OutgoingDocument {
  return {
    ...{ reference, key: reference, place: { kind: 'stocktake', location: 'WH' } },
    lines: Object.entries(amounts).map(([sku, of]) => ({ item: sku, sku, quantity: amount(of), counted: null })),
    source: { consignmentId: reference, reference, type: 'SUPPLIER', cause: 'scan' },
  }
}

describe('a ledger of the step before', () => {
  it('is brought up to date, and has the same tables as one that is made today', () => {
    const [old, made] = [oldLedger(), openDatabase(':memory:')]
    expect(versionOf(old)).toBe(1)
    for (const database of [old, made]) migrate(database)
    expect([versionOf(old), versionOf(made)]).toEqual([newestVersion, newestVersion])
    const columns = (database: Database) =>
      all(
        database,
        `SELECT t.name AS of, c.name, c.type, c."notnull" AS must, c.pk FROM pragma_table_list t
         JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2`,
      )
    expect(columns(old)).toEqual(columns(made))
  })

  it('names the items of what was sent by their SKUs, and those of drafts not at all', () => {
    const database = oldLedger()
    migrate(database)
    const { documents } = createLedger(database)
    const items = documents
      .all()
      .map(({ vendReference, status, lines }) => [
        ...[vendReference, status],
        lines.map(({ sku, item }) => `${sku} ${item ?? '–'}`).join(', '),
      ])
    expect(items).toEqual([
      ['CAR-25', 'delivered', 'Item1 Item1, Item2 Item2'],
      ['CAR-26', 'unsure', 'Item1 Item1'],
      ['CAR-27', 'needs-you', 'Item3 –'],
      ['CAR-28', 'dismissed', 'Item3 –'],
    ])
    expect(documents.all().map(({ note }) => note)).toEqual([null, null, null, null])
  })

  it('keeps all else: numbers, keys, holds, history and where the scan stood', () => {
    const [old, now] = [oldLedger(), oldLedger()]
    migrate(now)
    const kept = (database: Database) => ({
      documents: all(database, 'SELECT seq, id, status, reference, key, number, due_at, why FROM documents'),
      holds: all(database, 'SELECT * FROM document_holds'),
      history: all(database, 'SELECT * FROM history'),
      scan: first(database, "SELECT value FROM facts WHERE name = 'scan-cursor'"),
    })
    expect(kept(now)).toEqual(kept(old))
  })

  it('has no matches, and its products read once more for their codes', async () => {
    const world = oldShop()
    world.products.set('Item1', product('Item1', 1n, { codes: ['4006381333931'] }))
    expect(world.app.matches()).toEqual([])
    world.vend({ id: 'CAR-29' }, { Item1: { received: amount(1) } })
    await world.sync()
    expect(world.asked.filter((name) => name === 'products').length).toBeGreaterThan(0)
  })

  it('migrated again is left as it is', () => {
    const database = oldLedger()
    migrate(database)
    const before = all(database, 'SELECT * FROM document_lines')
    migrate(database)
    expect(all(database, 'SELECT * FROM document_lines')).toEqual(before)
  })
})

describe('the app on a ledger of the step before', () => {
  it('corrects the item that was told, though another bears its SKU by now', async () => {
    const world = oldShop()
    world.items.set('Item1', [itemOf('Item1', { item: '501' })])
    world.items.set('MOVED', [itemOf('MOVED', { item: 'Item1' })])
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(61) }, Item2: { received: amount(50) } })
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': 66, 'WH Item2': 50 })
  })

  it('reads what a webhook named, and what a person waits for, that stood there unread', async () => {
    const database = oldLedger()
    const waiting = 'INSERT INTO triggers (consignment, cause, first_at, due_at, only_heard) VALUES (?, ?, 1, 1, ?)'
    run(database, waiting, 'CAR-29', 'webhook', 1)
    run(database, waiting, 'CAR-30', 'person', 0)
    migrate(database)
    const { triggers } = createLedger(database)
    expect(triggers.due(1, 'heard').map(({ consignmentId, byPerson }) => [consignmentId, byPerson])).toEqual([
      ['CAR-30', true],
      ['CAR-29', false],
    ])
  })

  it('finds what it was unsure of, and sends the draft once its item is there; what was left out stays out', async () => {
    const world = oldShop()
    await world.sync()
    expect(world.app.state().counts).toMatchObject({ delivered: 2, unsure: 0, 'needs-you': 1, dismissed: 1 })
    expect(world.app.state().holds[0]?.text).toContain('stocktray match Item3')
    world.knownSkus.add('Item3')
    await world.turn(15 * 60_000)
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': 65, 'WH Item2': 50, 'WH Item3': 7 })
  })
})
