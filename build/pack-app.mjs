import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builderConfig } from './builder-config.mjs'
import { writeNotices } from './notices.mjs'
import { runQuietly } from './run-quietly.mjs'

/**
 * Packs the built app for this computer's system. Answers why it could not, in one sentence.
 *
 * @param {import('./builder-config.mjs').Packing & { folderOnly: boolean, env?: Record<string, string> }} packing
 *   `folderOnly`: as it will be installed, without an installer. `env`: beside what is in the environment.
 * @param {(text: string) => void} say
 * @returns {string | null}
 */
export function packApp({ folderOnly, env, ...packing }, say) {
  const { root, main, output } = packing
  writeNotices(root, main)
  mkdirSync(output, { recursive: true })
  const config = join(output, 'builder-config.json')
  writeFileSync(config, JSON.stringify(builderConfig(packing)))
  try {
    const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
    const args = [
      builder,
      '--projectDir',
      root,
      '--config',
      config,
      '--publish',
      'never',
      ...(folderOnly ? ['--dir'] : []),
    ]
    const built = runQuietly(process.execPath, args, root, env ? { env } : {})
    if (built.done) return null
    if (noWay.test(built.output))
      return 'The app was not packed: Electron or a tool that packs it could not be fetched from github.com, check the connection and try again.'
    say(built.output)
    return 'The app could not be packed: what electron-builder says stands above.'
  } finally {
    rmSync(config, { force: true })
  }
}

/** In the words of Node and of electron-builder's own programs. */
const noWay = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b|getaddrinfo|fetch failed/

/**
 * What of a packed app is ours and our packages', not Electron's: in bytes.
 *
 * @param {string} output
 * @returns {number}
 */
export function ownSize(output) {
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const own = files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => /[\\/]app\.asar([\\/.]|$)/.test(file))
  return own.reduce((sum, file) => sum + statSync(file).size, 0)
}
