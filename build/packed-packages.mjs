import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

/**
 * `folder`: below the project, with `/`. `neededBy`: the first package found that asks for it; null: our own code.
 *
 * @typedef {{ name: string, version: string, folder: string, neededBy: string | null }} Package
 * @typedef {{ version: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Manifest
 */

/** What is there to compile with, which nobody does, and what holds nothing but types; with all that they ask for. */
const neverRuns = ['cpu-features', 'nan', 'node-addon-api', 'type-fest']

/**
 * The packages that the built program in `main` runs with: those it imports, and those that they ask for.
 *
 * @param {string} root
 * @param {string} main
 * @returns {Package[]}
 */
export function packagesBehind(root, main) {
  return withTheirOwn(root, importedBy(main), neverRuns)
}

/**
 * Packages that npm installs for our programs, and that this one does without. Names of top-level folders in node_modules.
 *
 * @param {string} root
 * @param {string} main
 * @returns {string[]}
 */
export function packagesLeftOut(root, main) {
  const ours = Object.keys(manifestIn(root).dependencies ?? {})
  const all = withTheirOwn(root, ours, []).map(({ folder }) => folder)
  const needed = new Set(packagesBehind(root, main).map(({ folder }) => folder))
  return all.filter((folder) => !needed.has(folder) && folder.lastIndexOf('node_modules/') === 0)
}

/**
 * @param {string} main A folder with `.js` files.
 * @returns {string[]}
 */
function importedBy(main) {
  const files = readdirSync(main, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  if (files.length === 0) throw new Error(`There is no program in ${main}.`)
  const names = files.flatMap((file) => importsIn(readFileSync(join(main, file), 'utf8')))
  // Electron itself brings the module “electron”.
  return [...new Set(names.flatMap((name) => packageOf(name) ?? []))].filter((name) => name !== 'electron')
}

/**
 * What stands in the imports of a program's text.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function importsIn(text) {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
}

/**
 * The package that an import names; null: it names a file, or a part of Node.
 *
 * @param {string} specifier
 * @returns {string | null}
 */
export function packageOf(specifier) {
  if (/^[./#]|^[a-z]+:/.test(specifier) || isBuiltin(specifier)) return null
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/**
 * @param {string} root
 * @param {readonly string[]} names
 * @param {readonly string[]} without
 * @returns {Package[]}
 */
function withTheirOwn(root, names, without) {
  /** @type {Map<string, Package>} */
  const found = new Map()
  /** @type {{ name: string, from: string, neededBy: string | null, optional: boolean }[]} */
  const open = names.map((name) => ({ name, from: root, neededBy: null, optional: false }))
  for (const { name, from, neededBy, optional } of open) {
    if (without.includes(name)) continue
    const place = placeOf(name, from)
    // npm installs of the optional ones those that this computer can run.
    if (place === null && optional) continue
    if (place === null)
      throw new Error(`The package ${name} is not installed, and ${neededBy ?? 'the program'} needs it.`)
    const folder = relative(root, place).replaceAll('\\', '/')
    if (found.has(folder)) continue
    const { version, dependencies = {}, optionalDependencies = {} } = manifestIn(place)
    found.set(folder, { name, version, folder, neededBy })
    const theirs = Object.keys({ ...dependencies, ...optionalDependencies })
    open.push(
      ...theirs.map((one) => ({ name: one, from: place, neededBy: name, optional: one in optionalDependencies })),
    )
  }
  return [...found.values()].sort((one, other) => one.folder.localeCompare(other.folder, 'en'))
}

/**
 * Where Node finds a package: https://nodejs.org/api/modules.html#loading-from-node_modules-folders.
 *
 * @param {string} name
 * @param {string} from
 * @returns {string | null}
 */
function placeOf(name, from) {
  const place = join(from, 'node_modules', name)
  if (existsSync(join(place, 'package.json'))) return place
  return dirname(from) === from ? null : placeOf(name, dirname(from))
}

/**
 * @param {string} folder
 * @returns {Manifest}
 */
function manifestIn(folder) {
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return manifest
}
