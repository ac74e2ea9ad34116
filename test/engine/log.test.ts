import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../src/core/ports/log'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const day = 86_400_000
const car25 = { Item1: { received: amount(60) } }
const signal = new AbortController().signal

/** A shop after its first look, a minute later, with nothing logged so far. */
async function begun(): Promise<TinyWorld> {
  const world = tinyWorld()
  await world.sync()
  world.now += 60_000
  world.logged.splice(0)
  return world
}

const about = (world: TinyWorld, consignment: string) =>
  world.logged.filter((entry) => 'consignment' in entry && entry.consignment === consignment)
const steps = (entries: readonly LogEntry[]) => entries.map(({ step }) => step)
const idOf = ({ app }: TinyWorld) => app.history()[0]?.id ?? ''

describe('the life of a document in the log', () => {
  it('found by a scan: each step once, in its order, with the ids of both', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const names = { consignment: 'CAR-25', document: idOf(world), reference: 'CAR-25' }
    const version = world.consignments.get('CAR-25')?.version.toString()
    expect(about(world, 'CAR-25')).toEqual([
      { step: 'scanned', consignment: 'CAR-25', version, status: 'RECEIVED' },
      { step: 'read', consignment: 'CAR-25', version, status: 'RECEIVED', lines: 1 },
      {
        ...{ step: 'decided', consignment: 'CAR-25', cause: 'scan', version },
        ...{ documents: [idOf(world)], kept: [], withdrawn: [], holds: [], ignores: [] },
      },
      { step: 'frozen', ...names, lines: 1 },
      { step: 'sent', ...names, attempt: 1 },
      { step: 'outcome', ...names, outcome: 'delivered' },
      { step: 'settled', ...names, as: 'delivered', number: world.booked[0]?.number },
    ])
  })

  it('called for by a webhook: heard before it is read', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.app.hear(['CAR-25'])
    expect(world.logged).toEqual([{ step: 'heard', consignment: 'CAR-25' }])
    await world.turn(3_000)
    expect(steps(about(world, 'CAR-25'))).toEqual(['heard', 'read', 'decided', 'frozen', 'sent', 'outcome', 'settled'])
  })

  it('is not told again by the scans after it', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.logged.splice(0)
    world.now += 300_000
    await world.sync()
    expect(world.logged).toEqual([{ step: 'scan-done', changed: 0, upTo: new Date(world.now).toISOString() }])
  })

  it('cut off while it was sent: every attempt and look-up stands there', async () => {
    const world = await begun()
    world.script.push('reset-after')
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    await world.turn(120_000)
    expect(steps(about(world, 'CAR-25')).slice(3)).toEqual([
      ...['frozen', 'sent', 'outcome', 'settled'],
      ...['looked-up', 'settled'],
    ])
    const settled = about(world, 'CAR-25').filter(({ step }) => step === 'settled')
    expect(settled).toMatchObject([{ as: 'unsure', dueAt: expect.stringMatching(/Z$/) }, { as: 'delivered' }])
  })

  it('refused: with the warehouse’s words, and what was decided again', async () => {
    const world = await begun()
    world.script.push({ kind: 'refused', problems: [{ item: 'Item1', code: 'closed', message: 'Item1 is closed.' }] })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const told = about(world, 'CAR-25').slice(5)
    expect(told).toMatchObject([
      { step: 'outcome', outcome: 'refused', text: 'Item1 is closed.' },
      { step: 'settled', as: 'refused' },
      { step: 'read' },
      { step: 'decided', holds: ['refused'] },
    ])
  })

  it('waiting for an item: held once, not at every look', async () => {
    const world = await begun()
    world.knownSkus.delete('Item1')
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    for (let quarters = 0; quarters < 4; quarters += 1) await world.turn(900_000)
    const held = about(world, 'CAR-25').filter(({ step }) => step === 'held')
    expect(held).toEqual([
      { step: 'held', consignment: 'CAR-25', document: idOf(world), holds: ['sku-not-in-warehouse'] },
    ])
  })

  it('waiting for an item with one line of two: the part that waits has an id of its own', async () => {
    const world = await begun()
    world.knownSkus.delete('Item2')
    world.vend({ id: 'CAR-25' }, { ...car25, Item2: { received: amount(50) } })
    await world.sync()
    const waiting = world.app.history().find(({ status }) => status === 'needs-you')
    expect(about(world, 'CAR-25')).toContainEqual({
      ...{ step: 'held', consignment: 'CAR-25', document: waiting?.id, holds: ['sku-not-in-warehouse'] },
    })
  })
})

describe('what the log says of the line', () => {
  it('begins with the first look at Vend: pages, and the movements that speak', async () => {
    const world = tinyWorld()
    world.vend({ id: 'OLD-1', receivedAt: world.now - day, updatedAt: world.now - day })
    await world.sync()
    expect(world.logged[0]).toMatchObject({ step: 'started', store: 'https://shop.retail.lightspeed.app' })
    expect(world.logged).toContainEqual({ step: 'walked', seen: 1, done: true })
    expect(about(world, 'OLD-1')).toEqual([])
  })

  it('names a trouble once, and its end', async () => {
    const world = await begun()
    world.vendDown = 'Vend does not answer.'
    await world.turn(300_000)
    await world.turn(300_000)
    world.vendDown = null
    await world.turn(600_000)
    expect(world.logged.filter(({ step }) => step.startsWith('trouble'))).toEqual([
      { step: 'trouble', side: 'vend', text: 'Vend does not answer.' },
      { step: 'trouble-over', side: 'vend' },
    ])
  })

  it('names the side of the warehouse too', async () => {
    const world = await begun()
    world.script.push('retry')
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    await world.turn(900_000)
    expect(world.logged.filter(({ step }) => step.startsWith('trouble'))).toMatchObject([
      { step: 'trouble', side: 'warehouse' },
      { step: 'trouble-over', side: 'warehouse' },
    ])
  })

  it('says what cannot be read, and what Vend does not have', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.unreadable.add('CAR-25')
    world.app.hear(['nobody'])
    await world.turn(2_000)
    await world.turn(300_000)
    expect(about(world, 'CAR-25').at(-1)).toMatchObject({ step: 'not-read', text: 'Vend answered with a web page.' })
    expect(steps(about(world, 'nobody'))).toContain('not-in-vend')
  })

  it('tells of the nightly look', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    await world.turn(day)
    expect(world.logged.filter(({ step }) => step.startsWith('night'))).toEqual([
      { step: 'night-begun', since: expect.stringMatching(/Z$/) },
      { step: 'night-read', again: 1, done: true },
    ])
  })

  it('tells what a person did, and what stood in the way', async () => {
    const world = await begun()
    world.knownSkus.delete('Item1')
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const id = idOf(world)
    world.logged.splice(0)
    expect(world.app.retry(id)).toBeNull()
    world.app.approve(id)
    world.app.dismiss(id, 'A test delivery.')
    await world.app.match('Item1', 'NOTHING', signal)
    world.app.unmatch('Item1')
    expect(world.logged).toEqual([
      { step: 'person', did: 'retry', on: id },
      { step: 'person', did: 'approve', on: id, obstacle: expect.stringContaining('approval') },
      { step: 'person', did: 'dismiss', on: id },
      { step: 'person', did: 'match', on: 'Item1', obstacle: expect.stringContaining('NOTHING') },
      { step: 'person', did: 'unmatch', on: 'Item1', obstacle: expect.stringContaining('not matched') },
    ])
  })

  it('tells of an undo, and of the document that takes it back', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const id = idOf(world)
    world.logged.splice(0)
    const undone = world.app.undo(id)
    world.app.undo('nothing')
    expect(world.logged).toEqual([
      { step: 'person', did: 'undo', on: id },
      {
        step: 'frozen',
        consignment: 'CAR-25',
        document: undone.kind === 'done' ? undone.id : '',
        reference: 'CAR-25-2',
        lines: 1,
      },
      { step: 'person', did: 'undo', on: 'nothing', obstacle: expect.stringContaining('no document') },
    ])
  })

  it('never tells what a power cut took back', async () => {
    const world = await begun()
    world.script.push('cut-before')
    world.vend({ id: 'CAR-25' }, car25)
    await expect(world.sync()).rejects.toThrow()
    expect(steps(about(world, 'CAR-25'))).toEqual(['scanned', 'read', 'decided', 'frozen', 'sent'])
  })
})
