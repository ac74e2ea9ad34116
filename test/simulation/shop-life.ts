import { retryAll } from '../../src/app'
import { openDatabase, type Database } from '../../src/ledger/database'
import { silentLog } from '../../src/core/ports/log'
import type { WarehousePort } from '../../src/core/ports/warehouse'
import type { Settings } from '../../src/core/settings'
import { backUp, restore, type Backup } from './backup'
import { areWalked, type Case, type Opening } from './case'
import { onDisk, type Disk } from './disk'
import { families } from './families'
import { fakeVend } from './fake-vend'
import { openCatalogue } from './catalogue'
import { fakeWarehouse, type WarehouseWorld } from './fake-warehouse'
import { itemTruth } from './item-truth'
import { namedWarehouse } from './named-warehouse'
import { incarnation, mortal, rollBack, type Incarnation } from './power-cut'
import { openPauses, type Pauses } from './pauses'
import { randomFrom, type Random } from './random'
import { openShop, type Shop } from './shop'
import { actOnce } from './shop-actions'
import type { OpenApp, SimulatedApp } from './simulated-app'
import {
  busy,
  lateSku,
  newSku,
  outlets,
  places,
  planShop,
  seededIds,
  unitsOf,
  type Manner,
  type ShopPlan,
  type WarehouseKind,
} from './shop-plan'
import { hour, pcClock, turnedClock, type PcClock, type TurnedClock } from './turned-clock'
import { calm, type Weather } from './weather'

/** One simulated shop with one database, and the app that dies and starts again beside it. */
export type ShopLife = {
  readonly plan: ShopPlan
  readonly shop: Shop
  readonly clock: TurnedClock
  /** The clock that the app sees. */
  readonly pc: PcClock
  readonly disk: Disk
  readonly random: Random
  readonly given: Case
  readonly pauses: Pauses
  /** Draws for who lets the app only watch. */
  readonly watches: Random
  settings: Settings
  tokenRevoked: boolean
  /** What went wrong so far, by its name. */
  readonly faults: Map<string, number>
  count(fault: string): void
  app: SimulatedApp
  weather: Weather
  crashes: number
  /** Runs one thing that the app does; when the power goes meanwhile, starts the app again and answers false. */
  run(
    what: string,
    act: (app: SimulatedApp, signal: AbortSignal) => void | Promise<void>,
    threat?: Partial<Incarnation>,
  ): Promise<boolean>
  restart(): Promise<void>
  /** Everything the warehouse refused to know is known from now on, and all its items are right. */
  teachSkus(): void
  /** A person gives the app a key for the warehouse that is good again. */
  enterNewKey(): Promise<void>
  /** A person changes the settings, and the app starts anew. */
  changeSettings(changed: Partial<Settings>): Promise<void>
  /** Another warehouse system stands in the place of the one before, with the same locations and SKUs. */
  replaceWarehouse(): Promise<void>
  /** A copy of the ledger, and what persons had done by then. */
  backUp(): void
  /** The copy is put back; false: there is none. */
  restore(): Promise<boolean>
  close(): void
}

const monday = Date.UTC(2026, 10, 2, 8)

/** `seed`: of draws that came later, and move none that were there before. */
export function openLife(
  random: Random,
  seed: number,
  openApp: OpenApp,
  manner: Manner,
  kind: WarehouseKind,
): ShopLife {
  const clock = turnedClock(monday)
  const plan = planShop(random, monday, manner, kind)
  const shop = openShop(clock, random.fork(), plan.habits, plan.products)
  const conduct = { odd: plan.odd, outlets: busy }
  const shopRandom = random.fork()
  for (let before = random.between(0, 25); before > 0; before--) {
    actOnce(shop, shopRandom, conduct)
    clock.turn(random.between(1, 10) * hour)
  }
  shop.webhooks = []
  const pc = pcClock(clock)
  const faults = new Map<string, number>()
  const count = (fault: string) => void faults.set(fault, (faults.get(fault) ?? 0) + 1)
  const warehouseWorld = {
    clock,
    weather: () => life.weather,
    transfers: plan.transfers,
    locations: places,
    note: shop.note,
    count,
  }
  let warehouse = openWarehouse(plan, shop, {
    ...warehouseWorld,
    id: plan.warehouse,
    random: random.fork(),
    foreign: new Set(plan.foreign),
  })
  const before: AnyWarehouse[] = []
  const vend = fakeVend({
    shop,
    clock,
    pc,
    random: random.fork(),
    weather: () => life.weather,
    outlets,
    isTokenRevoked: () => life.tokenRevoked,
    isWalked: () => areWalked(given),
    count,
    torn: (id) => given.torn.add(id),
    interrupt: () => {
      const before = new Map(shop.current().map((state) => [state.id, state]))
      actOnce(shop, shopRandom, conduct)
      const silent = shop.current().filter((state) => {
        const old = before.get(state.id)
        return old !== undefined && old !== state && old.version === state.version
      })
      for (const { id } of silent) given.torn.add(id)
    },
  })
  const pauses = openPauses(manner !== 'tame', randomFrom(~seed), pc, () => life.app)
  const database = openDatabase(':memory:')
  const { database: written, disk } = onDisk(database)
  const ids = seededIds(random.fork())
  const chance = random.fork()
  let now = incarnation()
  const start = (threat: Partial<Incarnation> = {}) => {
    now = { ...incarnation(), ...threat }
    const one = now
    return openApp({
      database: mortal<Database>(written, one, 'databaseCallsLeft'),
      settings: life.settings,
      vend: mortal(vend, one, 'portCallsLeft'),
      warehouse: mortal(pauses.watched(warehouse.signIn()), one, 'portCallsLeft'),
      clock: pc,
      ids,
      log: silentLog,
      random: () => chance.next(),
      elapsed: clock.now,
    })
  }
  // Where answers say no time, a start is now by the PC's clock.
  const times = (): number[] => (plan.habits.datesAnswers ? [shop.now()] : [shop.now(), pc.now()])
  const newOpening = (scanBefore: string): Opening => {
    const { from } = life.settings
    return {
      openedAt: clock.now(),
      walkDoneAt: null,
      start: [from ?? Math.min(...times()), from ?? Infinity],
      scanBefore,
    }
  }
  /** A start that is now by the PC's clock is by whatever that said at some time of its walk. */
  const clocks = new WeakMap<Opening, readonly number[]>()
  const noteTime = () => {
    for (const opening of [...given.openings.values()].flat()) {
      if (opening.walkDoneAt !== null || life.settings.from !== null) continue
      const all = [...(clocks.get(opening) ?? []), ...times()]
      clocks.set(opening, [Math.min(...all), Math.max(...all)])
      opening.start = [Math.min(opening.start[0], ...all), opening.start[1]]
    }
  }
  const noteWalk = () => {
    noteTime()
    const walking = [...given.openings.values()].flat().filter(({ walkDoneAt }) => walkDoneAt === null)
    if (walking.length === 0 || !given.sending.now) return
    const { firstWalk, lastScan } = life.app.state()
    if (firstWalk?.done !== true) return
    for (const opening of walking) {
      // Until a scan has begun it, a later start is not among those that are done.
      if (opening.scanBefore !== '' && opening.scanBefore === JSON.stringify(lastScan)) continue
      opening.walkDoneAt = clock.now()
      opening.start = [opening.start[0], life.settings.from ?? Math.max(...(clocks.get(opening) ?? times()))]
      shop.refresh()
    }
  }
  const begin = (outlet: string, scanBefore: string) => {
    given.openings.set(outlet, [...(given.openings.get(outlet) ?? []), newOpening(scanBefore)])
  }
  const survivesStart = (threat: Partial<Incarnation>): boolean => {
    const refusals = disk.refusals
    try {
      life.app = start(threat)
      return !now.dead
    } catch (error) {
      if (!now.dead && refusals === disk.refusals) throw error
      // It does not start on a full disk; somebody makes room.
      disk.full = false
      return false
    }
  }
  const revive = async () => {
    // What the dead app still has under way meets a dead world; let it find out.
    for (let turns = 0; turns < 3; turns++) await new Promise((resolve) => setImmediate(resolve))
    now.dead = true
    for (let opened = false; !opened;) {
      rollBack(database)
      // The power may go again while the app starts.
      const threat = plan.stormy && random.chance(0.1) ? { databaseCallsLeft: random.between(1, 30) } : {}
      opened = survivesStart(threat)
    }
    now.databaseCallsLeft = null
  }
  let backup: { readonly ledger: Backup; readonly bookings: number; readonly persons: Case['persons'] } | null = null
  const life: ShopLife = {
    ...{ plan, shop, clock, pc, disk, random, faults, count, pauses },
    watches: randomFrom(~seed ^ 0x5eed),
    settings: plan.settings,
    tokenRevoked: false,
    weather: calm,
    crashes: 0,
    get given() {
      return given
    },
    get app() {
      return app
    },
    set app(next) {
      app = next
    },
    async run(what, act, threat = {}) {
      Object.assign(
        now,
        { portCalls: 0, portCallsLeft: null, databaseCallsLeft: null, portCallsUntilAbort: null },
        threat,
      )
      shop.note(`- ${what}${Object.keys(threat).length > 0 ? ` ${JSON.stringify(threat)}` : ''}`)
      noteTime()
      const signal = new AbortController()
      const one = now
      const refusals = disk.refusals
      one.abort = () => {
        signal.abort()
      }
      try {
        await act(life.app, signal.signal)
      } catch (error) {
        if (!one.dead && disk.refusals === refusals) throw error
        if (!one.dead) shop.note('  the disk is full')
      }
      if (disk.refusals > refusals) count('disk full')
      if (one.dead) {
        life.crashes += 1
        shop.note('  power cut')
        await revive()
      }
      Object.assign(now, { portCallsLeft: null, databaseCallsLeft: null, portCallsUntilAbort: null })
      noteWalk()
      return !one.dead && disk.refusals === refusals
    },
    restart: revive,
    teachSkus: () => warehouse.teachSkus(),
    enterNewKey: async () => {
      warehouse.named?.warehouse.newKey()
      await revive()
      retryAll(database, pc.now())
    },
    async changeSettings(changed) {
      const scanBefore = JSON.stringify(life.app.state().lastScan)
      const was = life.settings
      life.settings = { ...was, ...changed }
      backup = null
      const { outlets: ours, sendStockAdjustments: sending } = life.settings
      for (const { outlet, location } of ours) {
        const old = given.locations.get(outlet.id)
        if (old !== undefined && old !== location.id) given.places.join(old, location.id)
        given.locations.set(outlet.id, location.id)
        const isNew = old === undefined || (sending && !was.sendStockAdjustments)
        if (isNew) begin(outlet.id, scanBefore)
      }
      Object.assign(given.sending, { now: sending, ever: given.sending.ever || sending })
      shop.refresh()
      await revive()
    },
    async replaceWarehouse() {
      before.push(warehouse)
      const id = `${plan.warehouse}-${(before.length + 1).toString()}`
      warehouse = openWarehouse(plan, shop, { ...warehouseWorld, id, random: random.fork(), foreign: new Set() })
      given.replaced = true
      for (const consignmentId of given.forgotten) given.beyondAsking.add(consignmentId)
      backup = null
      await revive()
    },
    backUp() {
      const { dismissed, dismissedAt, waved, ...others } = given.persons
      const persons = { ...others, dismissed: [...dismissed], dismissedAt: new Map(dismissedAt), waved: new Set(waved) }
      backup = { ledger: backUp(database), bookings: given.bookings().length, persons }
      shop.note('the ledger is backed up')
    },
    async restore() {
      if (!backup) return false
      const { ledger, bookings, persons } = backup
      // What was booked since, what is under way, and what persons did since is no longer known.
      const since = [
        ...given
          .bookings()
          .slice(bookings)
          .map(({ document }) => document.source.consignmentId),
        ...life.app
          .history()
          .filter(({ reference, status }) => reference !== null && status !== 'delivered')
          .map(({ vend }) => vend.consignmentId),
        ...given.persons.dismissed.slice(persons.dismissed.length).map(({ vend }) => vend.consignmentId),
        ...given.persons.waved,
        ...given.persons.undone,
      ]
      for (const id of since) given.forgotten.add(id)
      Object.assign(given.persons, persons)
      backup = null
      pauses.forget()
      rollBack(database)
      restore(database, ledger, pc.now())
      shop.note('an older ledger is put back')
      await revive()
      return true
    },
    close: () => {
      database.close()
    },
  }
  const given = caseOf(plan, shop, clock.now, () => [...before, warehouse], warehouse)
  for (const { outlet } of plan.settings.outlets) begin(outlet.id, '')
  let app = start()
  return life
}

type AnyWarehouse = Pick<ReturnType<typeof fakeWarehouse>, 'bookings' | 'refused' | 'complaints' | 'firstSeen'> &
  Pick<Case, 'named'> & { signIn(): WarehousePort; teachSkus(): void }

/** The warehouse of the plan's kind, and of a named one what its items mean. */
function openWarehouse(
  { warehouse: kind, products, unknownSkus, repeat, settleAfterMs, linesPerPiece }: ShopPlan,
  shop: Shop,
  world: Omit<WarehouseWorld, 'skus' | 'repeat' | 'settleAfterMs'>,
): AnyWarehouse {
  const skus = products.map(({ sku }) => sku ?? lateSku)
  if (kind === 'coded') {
    const later = products.flatMap(({ id }) => [newSku(id, 1), newSku(id, 2)])
    const known = new Set([...skus, ...later].filter((sku) => !unknownSkus.includes(sku)))
    const fake = fakeWarehouse({ ...world, repeat, settleAfterMs, skus: known })
    const teachSkus = () => {
      for (const sku of unknownSkus) fake.teach(sku)
    }
    return { ...fake, named: null, signIn: () => fake.port, teachSkus }
  }
  const catalogue = openCatalogue(world.random.fork(), skus, world.clock.now, world.note)
  const items = itemTruth(catalogue, skus, world.clock.now)
  const bornAt = (id: string) => shop.states.get(id)?.[0]?.at ?? 0
  const named = namedWarehouse({ ...world, catalogue, linesPerPiece, bornAt })
  const teachSkus = () => {
    catalogue.putAllRight(skus)
    items.changed()
  }
  return { ...named, named: { items, warehouse: named }, teachSkus }
}

function caseOf(
  plan: ShopPlan,
  shop: Shop,
  now: () => number,
  all: () => readonly AnyWarehouse[],
  { named }: AnyWarehouse,
): Case {
  const { settings } = plan
  return {
    ...{
      shop,
      now,
      named,
      replaced: false,
      noticesFrom: 0,
      forgotten: new Set(),
      beyondAsking: new Set(),
      torn: new Set(),
    },
    locations: new Map(settings.outlets.map(({ outlet, location }) => [outlet.id, location.id])),
    places: families(),
    transferOn: settings.transferOn,
    sending: { now: settings.sendStockAdjustments, ever: settings.sendStockAdjustments },
    limits: { units: unitsOf(settings), lines: settings.limits.lines },
    openings: new Map(),
    persons: {
      ...{ approved: new Set(), approvals: new Set(), dismissed: [], dismissedAt: new Map(), waved: new Set() },
      ...{ undone: new Set(), sentWhole: new Set(), asked: new Set() },
    },
    bookings: () => all().flatMap(({ bookings }) => bookings()),
    firstSeen: (reference) => Math.max(...all().map(({ firstSeen }) => firstSeen(reference))),
    get refused() {
      return new Set(all().flatMap(({ refused }) => [...refused]))
    },
    get complaints() {
      return all().flatMap(({ complaints }) => complaints)
    },
    unknownAtFirst: new Set(plan.unknownSkus),
  }
}
