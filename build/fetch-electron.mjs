import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from './run-quietly.mjs'

/** 100 MB and more, over a slow line. Where there is no way at all, Node itself gives up after 10 seconds. */
const limitMs = 5 * 60_000

/**
 * Fetches the Electron of package.json, unless it is there. npm does not: since Electron 42 it has no install script.
 *
 * @param {string} root
 * @param {(text: string) => void} say
 * @param {{ limit?: number, env?: Record<string, string> }} [options] `limit`: in ms.
 * @returns {{ program: string } | { why: string }} The file to start, or why there is none, as part of a sentence.
 */
export function fetchElectron(root, say, { limit = limitMs, env = {} } = {}) {
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(join(folder, 'path.txt')))
    say('Fetching Electron: once, and whenever it changes; this takes a minute or two.')
  const run = runQuietly(process.execPath, [join(folder, 'install.js')], root, { env, limit })
  if (run.late) return { why: 'it took too long' }
  if (!run.done) return { why: whyOf(run.output) }
  return { program: join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8')) }
}

/**
 * @param {string} output A stack of Node's.
 * @returns {string}
 */
function whyOf(output) {
  if (/fetch failed|\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b/.test(output))
    return 'there is no way to github.com'
  if (/\bENOSPC\b/.test(output)) return 'the disk is full'
  const line = output.split('\n').find((text) => /^\w*Error: /.test(text)) ?? 'for an unknown reason'
  return line.replace(/^\w*Error: /, '').replace(/\.$/, '')
}
