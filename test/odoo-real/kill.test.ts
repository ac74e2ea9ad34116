import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import { randomFrom, type Random } from '../simulation/random'
import { openCallWatch, type CallWatch, type WatchedCall } from './call-watch'
import { namesFor, openOdooOffice, type OdooOffice } from './odoo-office'

const kills = 30

let office: OdooOffice
let watch: CallWatch
/** What each consignment must have become in Odoo, by name. */
const expected = new Map<string, readonly string[]>()
const underWay: string[] = []
let order = 0

beforeAll(async () => {
  office = await openOdooOffice((prefix) => ({
    known: ['cup', 'saucer', 'tea', 'honey'].map((word) => `${prefix}-${word}`),
  }))
  watch = await openCallWatch(office.stand.odoo.url)
  const { code, err } = await office.setUp(await office.stand.person.makeKey('Stocktray'), watch.url)
  expect({ code, err }).toEqual({ code: 0, err: '' })
}, 120_000)

afterAll(async () => {
  await office.close()
  await watch.close()
})

/** An order, a transfer or a count in the shop, in turn. The transfer before arrives whole, which changes nothing in Odoo. */
function happen(): void {
  const { shop, stand } = office
  const sku = (word: string) => `${stand.prefix}-${word}`
  const level = (word: string) => Number(shop.level(mainOutlet, sku(word))) / 100_000
  const reference = `${stand.prefix}-${(order += 1).toString()}`
  const kind = order % 3
  if (kind === 1) {
    const lines = ['cup', 'saucer', 'tea', 'honey'].map((word, index) => ({
      sku: sku(word),
      count: String(10 + index),
    }))
    expected.set(shop.receiveOrder({ outlet: mainOutlet, reference, lines }), [`VEND/${reference}/IN`])
  } else if (kind === 2) {
    const lines = [
      { sku: sku('cup'), count: '3' },
      { sku: sku('tea'), count: '2.5' },
    ]
    const id = shop.sendTransfer({ from: mainOutlet, to: harbourStreet, reference, lines })
    expected.set(id, [`VEND/${reference}`])
    arrive()
    underWay.push(id)
  } else {
    const counted = { [sku('saucer')]: String(level('saucer') + 2), [sku('honey')]: String(level('honey') - 1) }
    const id = shop.completeCount({ outlet: mainOutlet, reference, products: Object.keys(counted), counted })
    expected.set(id, [`VEND/${reference}/IN`, `VEND/${reference}/OUT`])
  }
}

function arrive(): void {
  for (const id of underWay.splice(0)) office.shop.receiveTransfer(id)
}

/** ms from its start until it asks Odoo for the first time, and from there to its end. */
type Duration = { readonly untilOdoo: number; readonly withOdoo: number }

async function wholeSync(): Promise<Duration> {
  const began = Date.now()
  const sync = office.start('sync')
  await watch.next()
  const reached = Date.now()
  expect(await sync.ended).toMatchObject({ code: 0, err: '' })
  return { untilOdoo: reached - began, withOdoo: Date.now() - reached }
}

/** The calls that had arrived when a sync was killed. */
type Moment = { readonly calls: readonly WatchedCall[] }

/** Starts a sync and kills it at some moment. null: it had ended before. */
async function killOne({ untilOdoo, withOdoo }: Duration, chance: Random): Promise<Moment | null> {
  watch.forget()
  const sync = office.start('sync')
  // Most kills fall while Odoo is spoken to, where they may do harm; some before.
  const early = chance.chance(0.1)
  if (!early) await Promise.race([watch.next(), sync.ended])
  await Promise.race([later(chance.next() * (early ? untilOdoo : withOdoo)), sync.ended])
  const calls = watch.calls().map((call) => ({ ...call }))
  await sync.kill()
  // null: it was the signal that ended it.
  return (await sync.ended).code === null ? { calls } : null
}

/** Its documents were being looked up, made, booked or read back. */
function isDelivering({ calls }: Moment): boolean {
  return calls.some(({ name }) => name === 'stock.picking.search_read')
}

function isWriting({ calls }: Moment): boolean {
  const last = calls.at(-1)
  return last?.answered === false && /^stock\.picking\.(create|button_validate)$/.test(last.name)
}

function tell(lasts: Duration, moments: readonly Moment[], tries: number): void {
  const names = moments.map(({ calls }) => {
    const last = calls.at(-1)
    return last ? `${last.answered ? 'after' : 'during'} ${last.name}` : 'before Odoo was asked'
  })
  const rows = [...new Set(names)].sort().map((name) => `  ${name}: ${names.filter((one) => one === name).length}`)
  const [delivering, writing] = [moments.filter(isDelivering).length, moments.filter(isWriting).length]
  console.log(
    [
      `A sync of three took ${lasts.untilOdoo} ms until it asked Odoo, and ${lasts.withOdoo} ms from there.`,
      `${moments.length} kills in ${tries} syncs: ${delivering} in a running delivery, ${writing} of them while Odoo was making or booking it.`,
      ...rows,
    ].join('\n'),
  )
}

describe('a power cut', () => {
  it(`in the middle of a sync, ${kills} times, with a real Odoo: everything that happened is booked there once`, async () => {
    for (let kind = 0; kind < 3; kind += 1) happen()
    const lasts = await wholeSync()
    const chance = randomFrom(25)
    const moments: Moment[] = []
    let [tries, longest] = [0, lasts.withOdoo]
    for (; moments.length < kills && tries < 3 * kills; tries += 1) {
      happen()
      const moment = await killOne({ ...lasts, withOdoo: longest }, chance)
      if (moment) moments.push(moment)
      // How fast both computers are changes while they are at it: one that got away means that the kill came too late.
      longest *= moment ? 1.05 : 0.8
    }
    tell(lasts, moments, tries)
    expect(moments).toHaveLength(kills)
    expect(moments.filter(isDelivering).length).toBeGreaterThan(kills / 3)
    expect(moments.filter(isWriting)).not.toEqual([])

    arrive()
    const last = await office.stocktray('sync')
    expect(last, last.out).toMatchObject({ code: 0, err: '' })
    await office.expectAsInShop()
    const pickings = await office.stand.pickings()
    expect(pickings.filter(({ state }) => state !== 'done')).toEqual([])
    expect(pickings.map(({ name }) => name).sort()).toEqual([...expected.values()].flat().sort())
    for (const [consignmentId, names] of expected) expect(namesFor(pickings, consignmentId)).toEqual(names)
  }, 900_000)
})

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
