// Runs before anything is installed, so what it imports needs nothing but Node, and stays within what Node 16 can read:
// someone with an old Node gets a sentence, not a syntax error.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundles } from './bundles.mjs'
import { buildBundle } from './build-bundle.mjs'
import { installPackages } from './install-packages.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Installs and builds what changed since the last time. Answers what is missing, in one sentence; null: all is ready.
 *
 * @param {readonly string[]} wanted Names of bundles.
 * @returns {string | null}
 */
export function makeReady(wanted) {
  const problem = whyNotNode(process.versions.node) ?? installPackages(root, say)
  if (problem) return problem
  const needed = wanted.flatMap((name) => bundles[name]?.needs ?? [])
  for (const name of new Set([...wanted, ...needed])) {
    const unbuilt = buildBundle(root, name, say)
    if (unbuilt) return unbuilt
  }
  return null
}

/**
 * @param {string} version
 * @returns {string | null}
 */
export function whyNotNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return null
  return `Stocktray needs Node.js 20.19 or newer and this is ${version}: get a newer one from https://nodejs.org.`
}

/**
 * On stderr: stdout belongs to the program that runs afterwards.
 *
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`)
}
