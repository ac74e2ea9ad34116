import { beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/ledger/database'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'
import { onDisk, type Disk } from '../simulation/disk'

const minute = 60_000

let world: TinyWorld
let disk: Disk
beforeEach(async () => {
  const under = onDisk(openDatabase(':memory:'))
  disk = under.disk
  world = tinyWorld({ database: under.database })
  await world.turn(minute)
  expect(world.app.state()).toMatchObject({ shape: 'ok', stoppage: null })
})

const receive = (id: string) => world.vend({ id }, { Item1: { received: amount(1) } })
const full = /^Stopped since \d\d:\d\d\. The disk is full\. Nothing is lost, .* Make room on it; Stocktray then goes on/

describe('a disk that is full', () => {
  it.each(['write', 'commit', 'commit, rolled back'] as const)(
    'stops the engine and is said, however SQLite finds out (%s); with room again all is caught up, once',
    async (failsAt) => {
      receive('CAR-25')
      Object.assign(disk, { full: true, failsAt })
      await expect(world.turn(5 * minute)).rejects.toThrow('database or disk is full')
      const since = world.now
      expect(world.app.state()).toMatchObject({ shape: 'stopped', sentence: expect.stringMatching(full) })
      await expect(world.sync()).rejects.toThrow('database or disk is full')
      await expect(world.turn(minute)).rejects.toThrow('database or disk is full')
      expect(world.app.state().stoppage).toMatchObject({ since })
      expect(world.booked).toEqual([])

      disk.full = false
      await world.turn(minute)
      expect(world.app.state()).toMatchObject({ shape: 'ok', stoppage: null })
      expect(world.booked).toHaveLength(1)
    },
  )

  it('that did not take a webhook is said too, and over when it takes something, as a scan proves', async () => {
    disk.full = true
    expect(() => world.app.hear(['CAR-25'])).toThrow('database or disk is full')
    expect(world.app.state().sentence).toMatch(full)
    await expect(world.turn(1_000)).rejects.toThrow('database or disk is full')
    disk.full = false
    await world.turn(1_000)
    expect(world.app.state().shape).toBe('ok')
  })
})

describe('a mistake of our own', () => {
  it('is no green light, and its own words stand in no state', async () => {
    receive('CAR-25')
    world.betweenPages = () => {
      throw new Error('vend-token')
    }
    await expect(world.turn(5 * minute)).rejects.toThrow('vend-token')
    expect(world.app.state()).toMatchObject({ shape: 'stopped' })
    expect(world.app.state().sentence).toContain('Stocktray came upon a mistake of its own. Nothing is lost')
    expect(JSON.stringify(world.app.state())).not.toContain('vend-token')
    await world.turn(1_000)
    expect(world.app.state().shape).toBe('ok')
    expect(world.booked).toHaveLength(1)
  })

  it('is not a sender of too many made-up ids', () => {
    const madeUp = Array.from({ length: 2_001 }, (_, index) => `made-up-${index}`)
    expect(() => world.app.hear(madeUp)).toThrow('Too many')
    expect(world.app.state().stoppage).toBeNull()
  })
})
