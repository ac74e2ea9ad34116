import type { Clock, Ids } from './core/ports/world'
import type { VendPort } from './core/ports/vend'
import type { WarehousePort } from './core/ports/warehouse'
import type { Settings } from './core/settings'
import { createEngine, type Engine } from './engine/engine'
import type { Database } from './ledger/database'
import { createLedger } from './ledger/ledger'
import { migrate } from './ledger/migrations'

/** Everything the app takes from outside. A simulation stands in for any of it. */
export type World = {
  /** Opened by `openDatabase`; in memory for a simulation, where it outlives a crash of the app. */
  readonly database: Database
  readonly settings: Settings
  readonly vend: VendPort
  readonly warehouse: WarehousePort
  readonly clock: Clock
  readonly ids: Ids
  /** 0 ≤ x < 1. */
  readonly random: () => number
}

export type App = Engine

/** Wires the rooms together over one ledger file. What a dead predecessor left in the middle is taken up here. */
export function openApp({ database, ...world }: World): App {
  migrate(database)
  return createEngine({ ...world, ledger: createLedger(database) })
}
