import type { LineStatus } from '../../src/core/consignment'
import { begin, pieces, type Conduct } from './new-consignment'
import type { Random } from './random'
import type { Shop, ShopConsignment, ShopLine } from './shop'
import { lateSku } from './shop-plan'
import { hour, minute } from './turned-clock'

/** The shop does one thing: begins a consignment, or takes one a step further. */
export function actOnce(shop: Shop, random: Random, conduct: Conduct): void {
  if (conduct.odd && random.chance(0.01)) {
    for (const { id, sku } of shop.products.values()) if (sku === null) shop.giveSku(id, lateSku)
    return
  }
  const open = shop.current().filter((state) => !state.deleted && steps(state, conduct.odd, shop).length > 0)
  if (open.length === 0 || random.chance(0.25)) {
    begin(shop, random, conduct)
    return
  }
  // The younger a consignment, the more happens to it.
  const state = random.pick(open.slice(-random.between(1, open.length)))
  const step = random.weighted(steps(state, conduct.odd, shop))
  step(shop, random, state)
}

type Step = (shop: Shop, random: Random, state: ShopConsignment) => void
type Weighted = readonly [weight: number, step: Step]

function steps(state: ShopConsignment, odd: boolean, { habits }: Shop): Weighted[] {
  const usual = usualSteps(state)
  const corrections: Weighted[] = habits.correctsOften && state.status === 'received' ? [[1, edit('received')]] : []
  return odd ? [...usual, ...oddSteps(state), ...corrections] : [...usual, ...corrections]
}

function usualSteps(state: ShopConsignment): Weighted[] {
  switch (state.kind) {
    case 'order':
      if (state.status === 'open')
        return [
          [3, to('sent')],
          [1, to('dispatched')],
          [2, receive],
        ]
      if (state.status === 'sent' || state.status === 'dispatched') return [[3, receive]]
      return []
    case 'return':
      if (state.status === 'open') return [[3, send]]
      return state.status === 'sent' ? [[0.4, edit('count')]] : []
    case 'transfer':
      if (state.status === 'open') return [[3, send]]
      if (state.status === 'sent')
        return [
          [3, receive],
          [0.5, edit('count')],
          [0.2, to('dispatched')],
        ]
      return state.status === 'dispatched' ? [[3, receive]] : []
    case 'count':
      if (state.status === 'scheduled')
        return [
          [1, to('counting')],
          [2, to('counted')],
        ]
      if (state.status === 'counting') return [[3, to('counted')]]
      return state.status === 'counted' ? [[3, complete]] : []
  }
}

function oddSteps(state: ShopConsignment): Weighted[] {
  if (state.status === null) return [[2, comeBack]]
  if (state.status === 'cancelled' || state.status === 'closed') return []
  const reached = ['received', 'complete'].includes(state.status)
  const unsettled = state.lines.some((line) => ['pending', 'failed', 'unknown'].includes(line.status))
  return [
    [0.1, to('cancelled')],
    [0.05, remove],
    [0.04, invent],
    ...(reached && unsettled ? ([[3, settle]] as const) : []),
    ...(reached
      ? ([
          [0.15, edit('received')],
          [0.05, vanish],
        ] as const)
      : []),
    ...(state.lines.some((line) => line.deleted) ? ([[2, reappear]] as const) : []),
    ...(state.status === 'received' && state.kind !== 'return' ? ([[0.15, flipBack]] as const) : []),
    ...(state.receivedAt !== null && state.status === 'sent' ? ([[3, flipForth]] as const) : []),
    ...(state.kind === 'count' && state.status === 'counted' ? ([[0.3, close]] as const) : []),
    ...(state.kind === 'count' && state.status === 'complete' ? ([[0.03, close]] as const) : []),
  ]
}

const to =
  (status: 'sent' | 'dispatched' | 'counting' | 'counted' | 'cancelled'): Step =>
  (shop, _random, { id }) =>
    shop.change(id, status, () => ({ status }))

const send: Step = (shop, random, state) => {
  const booked: LineStatus = state.kind === 'return' && shop.habits.returnsStayPending ? 'pending' : fine(shop, 'sent')
  shop.change(state.id, 'sent', (now) => ({
    status: 'sent',
    lines: touch(shop, now.lines, () => ({ status: booked })),
  }))
  if (state.kind === 'transfer') ring(shop, random, state)
}

const receive: Step = (shop, random, state) => {
  const short = random.chance(0.3)
  const trouble = shop.habits.linesFail && random.chance(0.15)
  const lines = touch(shop, state.lines, (line) => ({
    received: short && random.chance(0.5) ? ((line.count ?? 0n) / 20_000n) * 10_000n : line.count,
    status: trouble ? lineTrouble(random) : fine(shop, 'received'),
  }))
  shop.change(state.id, 'received', () => ({ status: 'received', receivedAt: shop.now(), lines }))
  ring(shop, random, state)
  if (state.kind !== 'order' || !short || random.chance(0.5)) return
  const rest = state.lines.map((line, index) => ({
    ...line,
    count: (line.count ?? 0n) - (lines[index]?.received ?? 0n),
  }))
  shop.create({ ...state, status: 'sent', lines: touch(shop, rest, () => ({ received: 0n })) })
}

const fine = ({ habits }: Shop, status: LineStatus): LineStatus => (habits.statesLines ? status : 'unstated')

const lineTrouble = (random: Random): LineStatus =>
  random.weighted([
    [6, 'received'],
    [2, 'pending'],
    [2, 'failed'],
    [0.5, 'unknown'],
  ] as const)

const complete: Step = (shop, random, state) => {
  const how = random.weighted([
    [6, 'counted'],
    [2, 'exact'],
    [2, 'nothing counted'],
  ] as const)
  const trouble = shop.habits.linesFail && random.chance(0.1)
  const lines = touch(shop, state.lines, (line) => {
    const missed = pieces(random.between(-3, 3))
    const counted = how === 'nothing counted' ? 0n : (line.count ?? 0n) + (how === 'exact' ? 0n : missed)
    const status = trouble && random.chance(0.2) ? random.pick(['pending', 'failed'] as const) : fine(shop, 'counted')
    return { received: counted < 0n ? 0n : counted, status }
  })
  const receivedAt = shop.habits.countsHaveReceivedAt ? shop.now() : null
  shop.change(state.id, how, () => ({ status: 'complete', receivedAt, lines }))
  ring(shop, random, state)
}

/** Line edits of what was sent or received already; now and then a figure is taken away altogether. */
const edit =
  (figure: 'count' | 'received'): Step =>
  (shop, random, state) => {
    editLine(shop, random, state, figure, random.pick(state.lines).productId)
  }

function editLine(
  shop: Shop,
  random: Random,
  state: ShopConsignment,
  figure: 'count' | 'received',
  product: string,
): void {
  const amount = shop.habits.linesFail && random.chance(0.05) ? null : pieces(random.between(0, 20))
  const next = (line: ShopLine) => (line.productId === product ? { [figure]: amount } : {})
  shop.change(
    state.id,
    `${figure} edited`,
    (now) => ({ lines: touch(shop, now.lines, next) }),
    shop.habits.lineEditsBump,
  )
}

/** Somebody corrects what was entered for one product of a consignment, where Vend lets them. Answers whether it does. */
export function correct(shop: Shop, random: Random, state: ShopConsignment, product: string): boolean {
  if (state.deleted || !state.lines.some((line) => line.productId === product && !line.deleted)) return false
  if (state.status === 'received' || state.status === 'complete') editLine(shop, random, state, 'received', product)
  else if (state.status === 'sent' && state.kind !== 'order') editLine(shop, random, state, 'count', product)
  else return false
  return true
}

const settle: Step = (shop, _random, state) => {
  const status: LineStatus = state.kind === 'count' ? 'counted' : 'received'
  shop.change(
    state.id,
    'settled',
    (now) => ({ lines: touch(shop, now.lines, () => ({ status })) }),
    shop.habits.settlingBumps,
  )
}

const flipBack: Step = (shop, _random, { id }) => shop.change(id, 'back to sent', () => ({ status: 'sent' }))
const flipForth: Step = (shop, _random, { id }) => shop.change(id, 'received again', () => ({ status: 'received' }))
const remove: Step = (shop, _random, { id }) => shop.change(id, 'deleted', () => ({ deleted: true }))
const invent: Step = (shop, _random, { id }) => shop.change(id, 'in a status nobody knows', () => ({ status: null }))

const comeBack: Step = (shop, _random, { id }) => {
  const before = shop.states.get(id)?.findLast((state) => state.status !== null)
  shop.change(id, 'in a known status again', () => ({ status: before?.status ?? 'cancelled' }))
}

const close: Step = (shop, _random, state) => {
  const lines = touch(shop, state.lines, (line) => ({ received: line.received ?? line.count, status: 'counted' }))
  shop.change(state.id, 'closed', () => ({ status: 'closed', lines }))
}

const vanish: Step = (shop, random, state) => {
  const product = random.pick(state.lines).productId
  const next = (line: ShopLine) => (line.productId === product ? { deleted: true } : {})
  shop.change(state.id, `${product} gone from the lines`, (now) => ({ lines: touch(shop, now.lines, next) }))
}

const reappear: Step = (shop, _random, { id }) =>
  shop.change(id, 'lines back', (now) => ({ lines: touch(shop, now.lines, () => ({ deleted: false })) }))

/** A line that changes gets a version of its own. */
function touch(shop: Shop, lines: readonly ShopLine[], next: (line: ShopLine) => Partial<ShopLine>): ShopLine[] {
  return lines.map((line) => ({ ...line, ...next(line), version: shop.nextVersion() }))
}

/** One webhook per line; some are lost, some come twice, some come late. */
function ring(shop: Shop, random: Random, { id, lines }: ShopConsignment): void {
  const now = shop.now() - shop.habits.clockAheadMs
  const rung = lines.flatMap(() => {
    const times = random.weighted([
      [2, 0],
      [7, 1],
      [1, 2],
    ] as const)
    return Array.from({ length: times }, () => ({
      consignmentId: id,
      at: now + (random.chance(0.1) ? random.between(1, 9) * hour : random.between(0, 3) * minute),
    }))
  })
  shop.webhooks = [...shop.webhooks, ...rung].sort((a, b) => a.at - b.at)
}
