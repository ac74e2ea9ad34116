import { describe, expect, it } from 'vitest'
import type { AccountPart } from '../../src/core/account'
import type { MovementPage } from '../../src/core/movements'
import { begun, car25 } from '../engine/saucer-shop'
import { amount, type TinyWorld } from '../fakes/tiny-world'
import { asking } from './asking'

/** Something in nearly every part of the account: told, held, cancelled, in an outlet that is not ours, still open. */
async function manyParts(): Promise<TinyWorld> {
  const world = await begun()
  world.vend({ id: 'CAR-1' }, car25)
  world.vend({ id: 'CAR-2' }, car25)
  world.vend({ id: 'CAR-3', status: 'open', vendStatus: 'OPEN' }, car25)
  world.vend({ id: 'CAR-4', status: 'cancelled', vendStatus: 'CANCELLED' }, car25)
  world.vend({ id: 'CAR-5', outletId: 'airport' }, car25)
  world.vend({ id: 'CAR-6' }, { Item1: { received: null } })
  world.vend({ id: 'CAR-7' }, { Item1: { received: amount(0) } })
  await world.sync()
  return world
}

async function page(world: TinyWorld, query: Record<string, string>): Promise<MovementPage> {
  const answer = await asking(world).client.movements.$get({ query: { class: 'in-warehouse', limit: '100', ...query } })
  const value: unknown = await answer.json()
  if (answer.status !== 200) throw new Error(JSON.stringify(value))
  return value as MovementPage
}

describe('the movements of a part of the account', () => {
  it('are as many as the account says, part by part', async () => {
    const world = await manyParts()
    const { parts, seen } = world.app.state().account
    expect(parts.length).toBeGreaterThanOrEqual(5)
    const byPart = new Map<string, number>()
    for (const part of parts) byPart.set(keyOf(part), (byPart.get(keyOf(part)) ?? 0) + part.count)
    let found = 0
    for (const [key, count] of byPart) {
      const [which = '', cause = ''] = key.split(' ')
      const { rows } = await page(world, { class: which, ...(cause !== '' && { cause }) })
      expect(rows.length, key).toBe(count)
      found += rows.length
    }
    expect(found).toBe(seen)
  })

  it('come newest first, page by page, each with its reason', async () => {
    const world = await manyParts()
    const first = await page(world, { limit: '1' })
    expect(first.rows.map(({ title }) => title)).toEqual(['Order Stock CAR-2'])
    const second = await page(world, { limit: '1', after: first.next ?? '' })
    expect(second.rows.map(({ title }) => title)).toEqual(['Order Stock CAR-1'])
    expect(second.next === null ? [] : (await page(world, { after: second.next })).rows).toEqual([])
    const [airport] = (await page(world, { class: 'left-out', cause: 'outlet-not-ours' })).rows
    expect(airport).toMatchObject({ outletId: 'airport', class: 'left-out', why: expect.any(String) })
  })

  it('of a part that does not exist are refused', async () => {
    const world = await manyParts()
    await expect(page(world, { class: 'lost' })).rejects.toThrow('class')
  })
})

describe('the last days', () => {
  it('say what was booked on each, today last', async () => {
    const world = await manyParts()
    world.now += 86_400_000
    world.vend({ id: 'RET-1', kind: 'return', status: 'sent', vendType: 'RETURN' }, { Item2: { count: amount('2.5') } })
    await world.sync()
    const answer = await asking(world).client.days.$get({ query: { last: '3' } })
    expect(await answer.json()).toMatchObject([
      { stocktakes: 0, transfers: 0, units: '0' },
      { stocktakes: 2, transfers: 0, units: '220' },
      { stocktakes: 1, transfers: 0, units: '2.5' },
    ])
  })

  it('count what a Stock Transfer moves once', async () => {
    const world = await begun()
    world.vend(
      {
        id: 'TRF-1',
        kind: 'transfer',
        status: 'sent',
        vendType: 'OUTLET',
        outletId: 'harbour',
        sourceOutletId: 'main',
      },
      { Item1: { count: amount(10) } },
    )
    await world.sync()
    const answer = await asking(world).client.days.$get({ query: { last: '1' } })
    expect(await answer.json()).toMatchObject([{ stocktakes: 0, transfers: 1, units: '10' }])
  })
})

function keyOf({ class: which, cause }: AccountPart): string {
  return `${which} ${cause ?? ''}`
}
