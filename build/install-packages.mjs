import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf } from './folder-hash.mjs'
import { runQuietly } from './run-quietly.mjs'
import { whyNotWritable } from './writable.mjs'

/**
 * Installs what package-lock.json names, unless that is what was installed last. Answers why it could not, in one sentence.
 *
 * @param {string} root
 * @param {(text: string) => void} say
 * @returns {string | null}
 */
export function installPackages(root, say) {
  if (!existsSync(join(root, 'package-lock.json')))
    return `There is no package-lock.json in ${root}: get the project again.`
  const modules = join(root, 'node_modules')
  const stamp = join(modules, '.stocktray-installed')
  // Packages with native parts differ between systems: a folder that was carried to another one installs again.
  const wanted = `${hashOf(root, ['package-lock.json'])} ${process.platform} ${process.arch}\n`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return null

  const problem = whyNotWritable(modules)
  if (problem) return problem
  say('Installing packages: once, and whenever they change; this takes about a minute.')
  const npm = runQuietly('npm', ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund'], root)
  if (npm.missing) return 'The command npm was not found: get Node.js from https://nodejs.org, it brings npm along.'
  if (!npm.done) {
    const known = npmProblems.find(({ says }) => says.test(npm.output))
    if (!known) say(npm.output)
    return `The packages could not be installed: ${known ? known.means : 'what npm says stands above'}.`
  }
  writeFileSync(stamp, wanted)
  return null
}

/** What npm's own words mean; see https://docs.npmjs.com/common-errors. The most certain first. */
const npmProblems = [
  { says: /\bENOSPC\b/, means: 'the disk is full, make room and try again' },
  { says: /\bEUSAGE\b/, means: 'package.json and package-lock.json do not agree, run “npm install” once' },
  {
    says: /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH)\b/,
    means: 'there is no way to the network, check the connection and npm’s proxy setting and try again',
  },
]
