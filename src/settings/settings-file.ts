import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import { z } from 'zod'
import type { Settings } from '../core/settings'
import { syncFolder } from './durable-file'
import { check, problemLine } from './problems'

const name = 'settings'

const schema = z.object({
  vend: z.object({ store: z.string(), apiVersion: z.string() }),
  warehouse: z.looseObject({ kind: z.string(), url: z.string() }),
  outlets: z.array(
    z.object({
      outlet: z.object({ id: z.string(), name: z.string() }),
      location: z.object({ id: z.string(), name: z.string() }),
    }),
  ),
  sendStockAdjustments: z.boolean(),
  watchChosen: z.number().optional(),
  from: z.number().nullable(),
  scanEveryMinutes: z.number(),
  transferOn: z.enum(['sent', 'received']),
  limits: z.object({ units: z.string().nullable(), lines: z.number().nullable() }),
  realTime: z.object({
    via: z.enum(['off', 'own-address', 'ssh', 'ngrok']),
    publicUrl: z.string().nullable(),
    port: z.number(),
    stocktakes: z.enum(['per-item', 'whole']),
    perItemUpTo: z.number(),
    ssh: z
      .object({
        ...{ host: z.string(), port: z.number(), user: z.string() },
        ...{ remoteHost: z.string(), remotePort: z.number(), hostKey: z.string().nullable() },
      })
      .nullable()
      .default(null),
  }),
  /** Names the secrets that belong to these settings: both are saved as one. */
  secretsRevision: z.number(),
})

export type SettingsRead =
  | { readonly kind: 'ok'; readonly settings: Settings; readonly secretsRevision: number }
  | { readonly kind: 'none' }
  /** The file was set aside under a new name, now or earlier; `text` says where it is and what to do. */
  | { readonly kind: 'damaged'; readonly text: string }
  /** The file stands where it was: the disk or its rights kept us from reading it. */
  | { readonly kind: 'unreadable'; readonly text: string }

/** Reads the settings of a data folder. A file that does not parse is set aside and reported, never reset in silence. */
export function readSettings(dataDir: string): SettingsRead {
  if (!existsSync(pathOf(dataDir))) {
    // Told at every start until there are settings again: a second start must not look like a first one.
    const aside = lastAside(dataDir)
    return aside === null ? { kind: 'none' } : damaged('they were damaged', aside)
  }
  let reason: string
  try {
    const parsed = check(schema, open(dataDir).store)
    if (parsed.ok) {
      const { secretsRevision, ...settings } = parsed.value
      return { kind: 'ok', settings, secretsRevision }
    }
    reason = parsed.problems.map(problemLine).join(' ')
  } catch (error) {
    if (!(error instanceof SyntaxError)) return unreadable(dataDir, error)
    // The parser's own words quote the file.
    reason = 'the file is not JSON'
  }
  try {
    return damaged(reason, setAside(dataDir))
  } catch (error) {
    return unreadable(dataDir, error)
  }
}

function damaged(reason: string, aside: string): SettingsRead {
  return {
    kind: 'damaged',
    text: `The settings could not be read (${reason}). The file now stands beside its place as ${aside}. Set Stocktray up again; the ledger is untouched.`,
  }
}

function unreadable(dataDir: string, error: unknown): SettingsRead {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return {
    kind: 'unreadable',
    text: `The settings in ${pathOf(dataDir)} cannot be read (${code}). They were left as they are. Check the disk and whether you may read the file, then start Stocktray again.`,
  }
}

/** Writes the settings in one step: the file is the old one or the new one, whatever happens. */
export function writeSettings(dataDir: string, settings: Settings, secretsRevision: number): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  open(dataDir).store = { ...settings, secretsRevision }
  syncFolder(dataDir)
}

/** The same library and format as electron-store, which extends it. */
function open(dataDir: string): Conf {
  return new Conf({ cwd: dataDir, configName: name, configFileMode: 0o600, clearInvalidConfig: false })
}

function pathOf(dataDir: string): string {
  return join(dataDir, `${name}.json`)
}

function setAside(dataDir: string): string {
  for (let number = 1; ; number += 1) {
    const aside = `${name}.damaged-${number.toString()}.json`
    if (existsSync(join(dataDir, aside))) continue
    renameSync(pathOf(dataDir), join(dataDir, aside))
    return aside
  }
}

/** null: nothing was ever set aside here. */
function lastAside(dataDir: string): string | null {
  if (!existsSync(dataDir)) return null
  const numbers = readdirSync(dataDir).flatMap((file) => /^settings\.damaged-(\d+)\.json$/.exec(file)?.[1] ?? [])
  if (numbers.length === 0) return null
  return `${name}.damaged-${Math.max(...numbers.map(Number)).toString()}.json`
}
