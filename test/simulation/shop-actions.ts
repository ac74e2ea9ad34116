import type { LineStatus } from '../../src/core/consignment'
import { begin, pieces, type Conduct } from './new-consignment'
import type { Random } from './random'
import type { Shop, ShopConsignment, ShopLine } from './shop'
import { lateSku, newSku } from './shop-plan'
import { hour, minute } from './turned-clock'

/** The shop does one thing: begins a consignment, or takes one a step further. */
export function actOnce(shop: Shop, random: Random, conduct: Conduct): void {
  if (conduct.odd && random.chance(0.01)) {
    for (const { id, sku } of shop.products.values()) if (sku === null) shop.giveSku(id, lateSku)
    return
  }
  if (shop.habits.renames && random.chance(0.04)) {
    rename(shop, random)
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

function steps(state: ShopConsignment, odd: boolean, shop: Shop): Weighted[] {
  const { habits } = shop
  const usual = usualSteps(state)
  const received = state.status === 'received'
  const corrections: Weighted[] = habits.correctsOften && received ? [[1, edit('received')]] : []
  const later: Weighted[] = habits.linesBookLater && isUnbooked(state) ? [[3, settle]] : []
  const repointed: Weighted[] = habits.renames && (received || state.status === 'sent') ? [[0.06, repoint]] : []
  return [...usual, ...corrections, ...later, ...repointed, ...(odd ? oddSteps(state, shop) : [])]
}

const isUnbooked = ({ kind, status, lines }: ShopConsignment) =>
  (status === 'received' || status === 'complete' || (kind === 'transfer' && status === 'sent')) &&
  lines.some((line) => line.status === 'pending')

/** A product gets another SKU: a new one, or one that another product has. */
function rename(shop: Shop, random: Random): void {
  const product = random.pick([...shop.products.values()].filter(({ sku, composite }) => sku !== null && !composite))
  const others = [...shop.products.values()].flatMap(({ id, sku }) => (id === product.id || sku === null ? [] : [sku]))
  shop.giveSku(product.id, random.chance(0.3) ? random.pick(others) : newSku(product.id, random.between(1, 2)))
}

/** A line is of another product from now on. */
const repoint: Step = (shop, random, state) => {
  const line = random.pick(state.lines)
  const there = new Set(state.lines.map(({ productId }) => productId))
  const others = [...shop.products.values()].filter(({ id, tracked, composite, sku }) => {
    return !there.has(id) && tracked && !composite && sku !== null
  })
  if (others.length === 0) return
  const productId = random.pick(others).id
  const next = (one: ShopLine) => (one.productId === line.productId ? { productId } : {})
  shop.change(
    state.id,
    `${line.productId} becomes ${productId}`,
    (now) => ({ lines: touch(shop, now.lines, next) }),
    shop.habits.lineEditsBump,
  )
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

function oddSteps(state: ShopConsignment, shop: Shop): Weighted[] {
  if (state.strange) return [[0.1, nameKind]]
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
    ...(state.status === 'received' && state.kind !== 'return'
      ? ([[shop.habits.flipsOften ? 1 : 0.15, flipBack]] as const)
      : []),
    ...(state.status === 'sent' && wasReceived(shop, state) ? ([[3, flipForth]] as const) : []),
    ...(state.kind === 'count' && state.status === 'counted' ? ([[0.3, close]] as const) : []),
    ...(state.kind === 'count' && state.status === 'complete' ? ([[0.03, close]] as const) : []),
  ]
}

const wasReceived = (shop: Shop, { id }: ShopConsignment) =>
  shop.states.get(id)?.some(({ status }) => status === 'received') ?? false

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
  if (state.kind === 'transfer' || (state.kind === 'return' && shop.habits.returnsRing)) ring(shop, random, state)
}

const receive: Step = (shop, random, state) => {
  const short = random.chance(0.3)
  const trouble = shop.habits.linesFail && random.chance(0.15)
  const lines = touch(shop, state.lines, (line) => ({
    received: short && random.chance(0.5) ? ((line.count ?? 0n) / 20_000n) * 10_000n : line.count,
    status: trouble ? lineTrouble(random) : fine(shop, 'received'),
  }))
  const receivedAt = shop.habits.showsReceivedAt ? shop.now() : null
  shop.change(state.id, 'received', () => ({ status: 'received', receivedAt, lines }))
  ring(shop, random, state)
  if (state.kind !== 'order' || !short || shop.habits.partlyReceived === 'closed-short') return
  const rest = state.lines.map((line, index) => ({
    ...line,
    count: (line.count ?? 0n) - (lines[index]?.received ?? 0n),
  }))
  shop.create({ ...state, status: 'sent', lines: touch(shop, rest, () => ({ received: 0n })) })
}

/** What a line says once all went well, or before Vend has booked it. */
const fine = ({ habits }: Shop, status: LineStatus): LineStatus =>
  habits.linesBookLater ? 'pending' : booked(habits, status)
const booked = ({ lineWords }: Shop['habits'], status: LineStatus): LineStatus =>
  lineWords === 'observed' ? status : lineWords === 'documented' ? 'success' : 'unstated'

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
  const sold = shop.habits.expectedFrozen === 'completion'
  const lines = touch(shop, state.lines, (line) => {
    const missed = pieces(random.between(-3, 3))
    const count = (line.count ?? 0n) + (sold ? pieces(random.between(-1, 1)) : 0n)
    const counted = how === 'nothing counted' ? 0n : count + (how === 'exact' ? 0n : missed)
    const status = trouble && random.chance(0.2) ? random.pick(['pending', 'failed'] as const) : fine(shop, 'counted')
    return { count, received: counted < 0n ? 0n : counted, status }
  })
  const receivedAt = shop.habits.countsHaveReceivedAt && shop.habits.showsReceivedAt ? shop.now() : null
  shop.change(state.id, how, () => ({ status: 'complete', receivedAt, lines }))
  const rings = (line: ShopLine) =>
    shop.habits.countsRing === 'all' ||
    (shop.habits.countsRing === 'counted' ? line.included !== false : line.received !== line.count)
  ring(shop, random, { id: state.id, lines: lines.filter(rings) })
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
  const sign = state.kind === 'return' && shop.habits.returnsNegative ? -1 : 1
  const amount = shop.habits.linesFail && random.chance(0.05) ? null : pieces(random.between(0, 20) * sign)
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
  const word = state.kind === 'count' ? 'counted' : state.status === 'sent' ? 'sent' : 'received'
  const status = booked(shop.habits, word)
  shop.change(
    state.id,
    'settled',
    (now) => ({ lines: touch(shop, now.lines, () => ({ status })) }),
    shop.habits.settlingBumps,
  )
}

const flipBack: Step = (shop, _random, { id }) => shop.change(id, 'back to sent', () => ({ status: 'sent' }))
/** A line that Vend had booked as sent only is booked as received now. */
const flipForth: Step = (shop, _random, { id }) =>
  shop.change(id, 'received again', ({ lines }) => ({
    status: 'received',
    lines: lines.map((line): ShopLine => (line.status === 'sent' ? { ...line, status: 'received' } : line)),
  }))
const remove: Step = (shop, _random, { id }) => shop.change(id, 'deleted', () => ({ deleted: true }))
const invent: Step = (shop, _random, { id }) => shop.change(id, 'in a status nobody knows', () => ({ status: null }))

const nameKind: Step = (shop, _random, { id }) =>
  shop.change(id, 'of a known kind after all', () => ({ strange: false }))

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
function ring(shop: Shop, random: Random, { id, lines }: Pick<ShopConsignment, 'id' | 'lines'>): void {
  const { habits } = shop
  const now = shop.now() - habits.clockAheadMs
  const rung = lines.flatMap(() => {
    const times = random.chance(habits.webhooksLost) ? 0 : random.chance(habits.webhooksDoubled) ? 2 : 1
    return Array.from({ length: times }, () => ({
      consignmentId: id,
      at: now + (random.chance(0.1) ? random.between(1, 9) * hour : random.between(0, 3) * minute),
    }))
  })
  shop.webhooks = [...shop.webhooks, ...rung].sort((a, b) => a.at - b.at)
}
