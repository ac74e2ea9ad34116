import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { version } from '../../package.json'
import { mostBundled, supportBundle, type BundlePieces } from '../api/support-bundle'
import type { Readings } from '../engine/readings'
import { createRedactor } from '../settings/redact'
import { redactingValues } from '../settings/redact-value'
import { readShopSettings } from '../settings/shop-settings'
import { realClock } from './real-world'
import { readSession } from './session-file'
import { openToRead, readShop, type Folder } from './shop-folder'

/** Of each log file, at most so much of its end. */
const mostLogBytes = 2 * 1024 * 1024

/** What an engine or its ledger tells, and what keeps either from it, in sentences. */
export type Told = Pick<BundlePieces, 'state' | 'recent' | 'moments' | 'problems'>

export const nothingTold: Told = { state: null, recent: { documents: [], inAll: 0 }, moments: [], problems: [] }

/** What support needs of a folder, as a text without a secret; also where its settings or its ledger cannot be read. */
export function makeSupportBundle({ dataDir, keys }: Folder, told: Told): string {
  const shop = readShopSettings(dataDir, keys)
  const key = readSession(dataDir)?.key
  const redact = createRedactor(shop.kind === 'ok' ? shop.secrets : null, key === undefined ? [] : [key])
  const pieces: BundlePieces = {
    madeAt: new Date(realClock.now()).toISOString(),
    versions: { stocktray: version, node: process.versions.node, v8: process.versions.v8 },
    platform: {
      ...{ system: platform(), release: release(), architecture: arch(), processors: cpus().length },
      ...{ memoryBytes: totalmem(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    },
    settings: shop.kind === 'ok' ? shop.settings : null,
    ...told,
    files: filesIn(dataDir),
    logs: logsIn(join(dataDir, 'logs')),
  }
  return supportBundle(pieces, redactingValues(redact))
}

/** What an engine of this process tells, or why it cannot. */
export function toldBy(readings: Readings): Told {
  try {
    const { documents, moments } = mostBundled
    const [state, recent] = [readings.state(), readings.recent(documents)]
    return { state, recent, moments: readings.moments(moments), problems: [] }
  } catch (error) {
    return { ...nothingTold, problems: [error instanceof Error ? error.message : String(error)] }
  }
}

/** What the ledger of a folder tells beside which no engine runs here; `why`: none does. */
export function toldByLedger(folder: Folder, why: string): Told {
  const read = readShop(folder)
  const opened = read.ok ? openToRead(read.shop) : read
  if (!opened.ok) return { ...nothingTold, problems: [...new Set([why, opened.text])] }
  const told = toldBy(opened.readings)
  opened.close()
  return { ...told, problems: [why, ...told.problems] }
}

function filesIn(folder: string): BundlePieces['files'] {
  return namesIn(folder).flatMap((name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    return found ? [{ name, bytes: found.size, changedAt: found.mtime.toISOString() }] : []
  })
}

function logsIn(folder: string): Record<string, string> {
  const names = namesIn(folder).filter((name) => name.endsWith('.log'))
  return Object.fromEntries(names.map((name) => [name, endOf(join(folder, name))]))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

/** The end of a file, from the beginning of a line on. */
function endOf(path: string): string {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const bytes = Buffer.alloc(Math.min(size, mostLogBytes))
    readSync(file, bytes, 0, bytes.length, size - bytes.length)
    const text = bytes.toString('utf8')
    return size > bytes.length ? text.slice(text.indexOf('\n') + 1) : text
  } finally {
    closeSync(file)
  }
}
