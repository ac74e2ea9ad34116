import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundles } from './bundles.mjs'
import { hashOf } from './folder-hash.mjs'
import { runQuietly } from './run-quietly.mjs'
import { whyNotWritable } from './writable.mjs'

const readByAll = ['package-lock.json', 'tsconfig.base.json', 'vite.config.ts', 'build/bundles.mjs']

/**
 * Builds `dist/<name>`, unless its sources are those it was last built from. Answers why it could not, in one sentence.
 *
 * @param {string} root
 * @param {string} name
 * @param {(text: string) => void} say
 * @returns {string | null}
 */
export function buildBundle(root, name, say) {
  const bundle = bundles[name]
  if (!bundle) return `There is no bundle “${name}”: build/bundles.mjs names ${Object.keys(bundles).join(', ')}.`
  const target = join(root, 'dist', name)
  const wanted = hashOf(root, [...readByAll, ...bundle.sources])
  if (builtFrom(target) === wanted) return null

  // Built beside its place and then moved: a command started meanwhile finds the old bundle whole, or the new one.
  const fresh = `${target}-${process.pid}`
  const problem = whyNotWritable(fresh)
  if (problem) return problem
  try {
    say(`Building ${name}.`)
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const args = [vite, 'build', '--mode', name, '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn']
    // Whatever is set outside: in a test or while developing it would build the screens with React's slow half.
    const built = runQuietly(process.execPath, args, root, { env: { NODE_ENV: 'production' } })
    if (!built.done) {
      say(built.output)
      return `The program “${name}” could not be built: what Vite says stands above.`
    }
    writeFileSync(join(fresh, stampName), wanted)
    return moveInto(target, fresh, wanted)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

const stampName = '.built-from'

/**
 * @param {string} folder
 * @returns {string | null}
 */
function builtFrom(folder) {
  const stamp = join(folder, stampName)
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : null
}

/**
 * @param {string} target
 * @param {string} fresh
 * @param {string} wanted
 * @returns {string | null}
 */
function moveInto(target, fresh, wanted) {
  const old = `${fresh}-old`
  try {
    if (existsSync(target)) renameSync(target, old)
    renameSync(fresh, target)
    return null
  } catch (error) {
    // Two that build at the same time meet here: the other one's bundle is as good as ours.
    if (builtFrom(target) === wanted) return null
    return `${target} could not be replaced (${String(error)}): close what uses it and try again.`
  } finally {
    rmSync(old, { recursive: true, force: true })
  }
}
