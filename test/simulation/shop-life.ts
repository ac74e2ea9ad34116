import { retryAll } from '../../src/app'
import { openDatabase, type Database } from '../../src/ledger/database'
import { silentLog } from '../../src/core/ports/log'
import type { WarehousePort } from '../../src/core/ports/warehouse'
import type { Case } from './case'
import { fakeVend } from './fake-vend'
import { openCatalogue } from './catalogue'
import { fakeWarehouse, type WarehouseWorld } from './fake-warehouse'
import { itemTruth } from './item-truth'
import { namedWarehouse } from './named-warehouse'
import { incarnation, mortal, preparingOnce, rollBack, type Incarnation } from './power-cut'
import type { Random } from './random'
import { openShop, type Shop } from './shop'
import { actOnce } from './shop-actions'
import type { OpenApp, SimulatedApp } from './simulated-app'
import {
  busy,
  lateSku,
  outlets,
  planShop,
  seededIds,
  unitsOf,
  type Manner,
  type ShopPlan,
  type WarehouseKind,
} from './shop-plan'
import { hour, turnedClock, type TurnedClock } from './turned-clock'
import { calm, type Weather } from './weather'

/** One simulated shop with one database, and the app that dies and starts again beside it. */
export type ShopLife = {
  readonly plan: ShopPlan
  readonly shop: Shop
  readonly clock: TurnedClock
  readonly random: Random
  readonly given: Case
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
  close(): void
}

const monday = Date.UTC(2026, 10, 2, 8)

export function openLife(random: Random, openApp: OpenApp, manner: Manner, kind: WarehouseKind): ShopLife {
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
  const warehouse = openWarehouse(plan, shop, {
    clock,
    random: random.fork(),
    weather: () => life.weather,
    transfers: plan.transfers,
    locations: ['L1', 'L2'],
    foreign: new Set(plan.foreign),
    note: shop.note,
  })
  const vend = fakeVend({
    shop,
    clock,
    random: random.fork(),
    weather: () => life.weather,
    outlets,
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
  const database = openDatabase(':memory:')
  const statements = preparingOnce(database)
  const ids = seededIds(random.fork())
  const chance = random.fork()
  let now = incarnation()
  const start = (threat: Partial<Incarnation> = {}) => {
    now = { ...incarnation(), ...threat }
    const one = now
    return openApp({
      database: mortal<Database>(statements, one, 'databaseCallsLeft'),
      settings: plan.settings,
      vend: mortal(vend, one, 'portCallsLeft'),
      warehouse: mortal(warehouse.signIn(), one, 'portCallsLeft'),
      clock,
      ids,
      log: silentLog,
      random: () => chance.next(),
    })
  }
  const openedAt = clock.now()
  const given = caseOf(plan, shop, openedAt, warehouse)
  const noteWalk = () => {
    if (given.opening.walkDoneAt !== null || life.app.state().firstWalk?.done !== true) return
    given.opening.walkDoneAt = clock.now()
    given.opening.start = [given.opening.start[0], plan.settings.from ?? shop.now()]
  }
  const survivesStart = (threat: Partial<Incarnation>): boolean => {
    try {
      life.app = start(threat)
      return !now.dead
    } catch (error) {
      if (!now.dead) throw error
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
  const life: ShopLife = {
    plan,
    shop,
    clock,
    random,
    given,
    weather: calm,
    crashes: 0,
    app: start(),
    async run(what, act, threat = {}) {
      Object.assign(
        now,
        { portCalls: 0, portCallsLeft: null, databaseCallsLeft: null, portCallsUntilAbort: null },
        threat,
      )
      shop.note(`- ${what}${Object.keys(threat).length > 0 ? ` ${JSON.stringify(threat)}` : ''}`)
      const signal = new AbortController()
      const one = now
      one.abort = () => {
        signal.abort()
      }
      try {
        await act(life.app, signal.signal)
      } catch (error) {
        if (!one.dead) throw error
      }
      if (one.dead) {
        life.crashes += 1
        shop.note('  power cut')
        await revive()
      }
      Object.assign(now, { portCallsLeft: null, databaseCallsLeft: null, portCallsUntilAbort: null })
      noteWalk()
      return !one.dead
    },
    restart: revive,
    teachSkus: warehouse.teachSkus,
    enterNewKey: async () => {
      warehouse.named?.warehouse.newKey()
      await revive()
      retryAll(database, clock.now())
    },
    close: () => {
      database.close()
    },
  }
  return life
}

type AnyWarehouse = Pick<ReturnType<typeof fakeWarehouse>, 'bookings' | 'refused' | 'complaints'> &
  Pick<Case, 'named'> & { signIn(): WarehousePort; teachSkus(): void }

/** The warehouse of the plan's kind, and of a named one what its items mean. */
function openWarehouse(
  { warehouse: kind, products, unknownSkus, repeat, settleAfterMs, linesPerPiece }: ShopPlan,
  shop: Shop,
  world: Omit<WarehouseWorld, 'skus' | 'repeat' | 'settleAfterMs'>,
): AnyWarehouse {
  const skus = products.map(({ sku }) => sku ?? lateSku)
  if (kind === 'coded') {
    const known = new Set(skus.filter((sku) => !unknownSkus.includes(sku)))
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

function caseOf(plan: ShopPlan, shop: Shop, openedAt: number, warehouse: AnyWarehouse): Case {
  const { settings } = plan
  return {
    shop,
    locations: new Map(settings.outlets.map(({ outlet, location }) => [outlet.id, location.id])),
    transferOn: settings.transferOn,
    sending: settings.sendStockAdjustments,
    limits: { units: unitsOf(settings), lines: settings.limits.lines },
    opening: { openedAt, walkDoneAt: null, start: [settings.from ?? shop.now(), settings.from ?? Infinity] },
    persons: { approved: new Set(), dismissed: [], undone: new Set(), sentWhole: new Set(), waved: new Set() },
    torn: new Set(),
    bookings: warehouse.bookings,
    refused: warehouse.refused,
    complaints: warehouse.complaints,
    unknownAtFirst: new Set(plan.unknownSkus),
    named: warehouse.named,
  }
}
