import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { version } from '../../package.json'
import { supportBundle, type BundlePieces } from '../api/support-bundle'
import { createRedactor } from '../settings/redact'
import { redactingValues } from '../settings/redact-value'
import { readShopSettings } from '../settings/shop-settings'
import { ask } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withReadings } from './office'
import { realClock } from '../host/real-world'
import { readSession } from './session-file'
import { whyNotWritten, writeAside, type Target } from './write-file'
import { keysInFiles } from '../settings/sealing'

export const supportBundleCommand: CommandDefinition = {
  usage: 'support-bundle <file>',
  group: 'Take it along',
  about: 'write one file for support: how things stand, the history and the log, without any key or token',
  more: 'It is a text that you can read before you give it away. Store, SKUs, names of outlets and quantities stand in it.',
  options: [{ flags: '--force', about: 'write over a file that is there already' }],
  act: (context, [file = ''], { force }) => writeSupportBundle(context, { file, force: force === true }),
}

/** Of each log file, at most so much of its end. */
const mostLogBytes = 2 * 1024 * 1024
const mostMoments = 5_000

type Read = Pick<BundlePieces, 'state' | 'documents' | 'moments' | 'problems'>

/** Writes what support needs; also of a folder whose ledger or settings cannot be read, for then it is needed most. */
export async function writeSupportBundle(context: CommandContext, target: Target): Promise<ExitCode> {
  const { dataDir, output } = context
  const obstacle = whyNotWritten(target)
  if (obstacle !== null) {
    output.err(obstacle)
    return exitCodes.wrongInput
  }
  const shop = readShopSettings(dataDir, keysInFiles)
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
    ...(await read(context)),
    files: filesIn(dataDir),
    logs: logsIn(join(dataDir, 'logs')),
  }
  return writeAside(context, target, {
    text: supportBundle(pieces, redactingValues(redact)),
    said: `What support needs is in ${target.file}. No key or token stands in it; have a look before you send it.`,
  })
}

async function read(context: CommandContext): Promise<Read> {
  const problems: string[] = []
  let found: Omit<Read, 'problems'> = { state: null, documents: [], moments: [] }
  const quiet = { out: () => undefined, err: (line: string) => problems.push(line) }
  try {
    await withReadings({ ...context, output: quiet }, async ({ api }) => {
      const state = await ask(api.state.$get())
      const documents = await ask(api.documents.$get())
      const moments = await ask(api.moments.$get({ query: { last: mostMoments.toString() } }))
      found = { state, documents, moments: 'kind' in moments ? [] : moments }
      return exitCodes.done
    })
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  }
  return { ...found, problems }
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
