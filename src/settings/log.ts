import { join } from 'node:path'
import { pino, type Level } from 'pino'
import type { LogEntry, LogPort } from '../core/ports/log'
import type { Clock } from '../core/ports/world'
import type { Secrets } from '../core/settings'
import { createRedactor } from './redact'
import { openRotatingFile } from './rotating-file'

/** Where a data folder keeps its logs, as `*.log`. */
export function logFolderOf(dataDir: string): string {
  return join(dataDir, 'logs')
}

export type Log = LogPort & { close(): void }

export type LogOptions = {
  readonly dataDir: string
  readonly secrets: Secrets
  readonly clock: Pick<Clock, 'now'>
  /** Of one file and how many of them: 2 MB and five unless given, some weeks of a busy shop. */
  readonly bytes?: number
  readonly files?: number
}

const megabyte = 1024 * 1024
/** So that no line is beyond reading. */
const longestText = 2_000
const longestList = 100

/** Fields that never belong into a log: should one get there, its value does not. */
const secretFields = ['token', 'apiKey', 'password', 'secret', 'clientSecret', 'authorization', 'headers', 'body']

/**
 * The log of a data folder, one JSON object a line. Written in place, by no worker: what was told stands there whatever
 * ends the process. Lines that the disk does not take are left out, and the next one that it takes says how many.
 */
export function openLog({ dataDir, secrets, clock, bytes = 2 * megabyte, files = 5 }: LogOptions): Log {
  const redact = createRedactor(secrets)
  const file = openRotatingFile({ folder: logFolderOf(dataDir), name: 'stocktray', bytes, files })
  let taken = true
  let lost = 0
  const logger = pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: (level) => ({ level }), log: (entry) => cleaned(entry, redact) },
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), censor: '…' },
    },
    {
      write: (line) => {
        taken = file.append(line)
      },
    },
  )
  const write = (level: Level, entry: object): boolean => {
    taken = false
    logger[level](entry)
    return taken
  }
  return {
    tell: (entry) => {
      try {
        if (lost > 0 && write('warn', { step: 'lost', lines: lost })) lost = 0
        if (!write(levelOf(entry), entry)) lost += 1
      } catch {
        lost += 1
      }
    },
    close: () => file.close(),
  }
}

function levelOf({ step }: LogEntry): Level {
  if (step === 'fault') return 'error'
  return step === 'trouble' || step === 'not-read' || step === 'held' ? 'warn' : 'info'
}

function cleaned(entry: object, redact: (text: string) => string): Record<string, unknown> {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return short(redact(value))
    if (!Array.isArray(value)) return value
    const shown = value.slice(0, longestList).map(clean)
    return value.length > longestList ? [...shown, `… and ${(value.length - longestList).toString()} more`] : shown
  }
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, clean(value)]))
}

function short(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}
