import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { connect, lookAt, openApp, type App, type World } from '../app'
import { silentLog, type LogPort } from '../core/ports/log'
import type { Secrets, Settings } from '../core/settings'
import type { Readings } from '../engine/readings'
import { openDatabase } from '../ledger/database'
import { openLedgerFile, openLedgerToRead } from '../ledger/ledger-file'
import { openLog, type Log } from '../settings/log'
import type { KeyKeeper } from '../settings/sealing'
import { readShopSettings } from '../settings/shop-settings'
import { finishingSending } from './finish-sending'
import { chanceAndWatch, realClock, realIds } from './real-world'

/** A folder that was set up. */
export type Shop = Folder & { readonly settings: Settings; readonly secrets: Secrets }

/** A data folder, and who keeps the key of its secrets. */
export type Folder = { readonly dataDir: string; readonly keys: KeyKeeper }

export type OpenShop = { readonly app: App; readonly log: LogPort; readonly close: () => void }

export type Or<Found> = ({ readonly ok: true } & Found) | { readonly ok: false; readonly text: string }

/** Why a path cannot be a data folder; null where it is one, or where one can still be made. */
export function whyNotAFolder(path: string): string | null {
  const text = `${path} is not a folder. Name the one where Stocktray keeps its settings.`
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false ? text : null
  } catch {
    return text
  }
}

/** `fresh`: nobody ever set it up. */
export function readShop({
  dataDir,
  keys,
}: Folder):
  { readonly ok: true; readonly shop: Shop } | { readonly ok: false; readonly text: string; readonly fresh: boolean } {
  const read = readShopSettings(dataDir, keys)
  switch (read.kind) {
    case 'ok':
      return { ok: true, shop: { dataDir, keys, settings: read.settings, secrets: read.secrets } }
    case 'not-set-up':
      return {
        ok: false,
        fresh: true,
        text: `Stocktray is not set up in ${dataDir} yet. Run: stocktray setup --file FILE --data ${dataDir}`,
      }
    case 'unreadable':
      return { ok: false, fresh: false, text: read.text }
  }
}

/** Opens the folder for its one engine. */
export function openShop(shop: Shop): Or<{ readonly open: OpenShop }> {
  return openOn(
    shop,
    () => openLedgerFile(shop.dataDir, { create: false, now: realClock.now() }),
    () => openLog({ ...shop, clock: realClock }),
  )
}

/** A running engine's ledger, or that of a stopped one, to look at only. */
export function openToRead(shop: Shop): Or<{ readonly readings: Readings; readonly close: () => void }> {
  const world = worldOf(shop)
  if (!world.ok) return world
  const opened = openLedgerToRead(shop.dataDir)
  if (!opened.ok) return opened
  const readings = lookAt({ ...world.world, database: opened.file.database })
  return { ok: true, readings, close: () => opened.file.close() }
}

/** An engine on a copy of the ledger that is gone when it is closed: what it does has never happened. */
export function openCopy(shop: Shop): Or<{ readonly open: OpenShop }> {
  const openFile = () => {
    const opened = openLedgerToRead(shop.dataDir)
    if (!opened.ok) return opened
    const folder = mkdtempSync(join(shop.dataDir, 'dry-run-'))
    const copy = join(folder, 'ledger.sqlite')
    opened.file.database.prepare('VACUUM INTO ?').run(copy)
    opened.file.close()
    const database = openDatabase(copy)
    const close = () => {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    }
    return { ok: true as const, file: { database, close } }
  }
  return openOn(shop, openFile, () => ({ ...silentLog, close: () => undefined }))
}

function openOn(
  shop: Shop,
  openFile: () => ReturnType<typeof openLedgerFile>,
  openItsLog: () => Log,
): Or<{ readonly open: OpenShop }> {
  const world = worldOf(shop)
  if (!world.ok) return world
  const opened = openFile()
  if (!opened.ok) return opened
  // Only now: the log is written by the one engine of the folder.
  const log = openItsLog()
  const app = openApp({ ...world.world, database: opened.file.database, log })
  const close = () => {
    log.tell({ step: 'stopped' })
    log.close()
    opened.file.close()
  }
  return { ok: true, open: { app, log, close } }
}

function worldOf({ settings, secrets }: Shop): Or<{ readonly world: Omit<World, 'database' | 'log'> }> {
  const connected = connect(settings, secrets, realClock)
  if (!connected.ok) return connected
  const { warehouse, ...vend } = connected.connections
  const sides = { ...vend, warehouse: finishingSending(warehouse, realClock) }
  const world = { settings, ...sides, clock: realClock, ids: realIds, ...chanceAndWatch }
  return { ok: true, world }
}
