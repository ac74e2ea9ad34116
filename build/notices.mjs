import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { licenceWords } from './licence-words.mjs'
import { packagesBehind } from './packed-packages.mjs'

/**
 * `licence`: as its package.json names it. `text`: of its licence, and of what it asks to be passed on with it.
 *
 * @typedef {{ name: string, version: string, licence: string, text: string }} Notice
 * @typedef {import('./packed-packages.mjs').Package} Package
 */

/** Below the project. */
export const noticesFile = 'dist/notices/notices.txt'

/**
 * Writes the licences of everything in the desktop app that others made, for whoever gets the app. Electron brings its own.
 *
 * @param {string} root
 * @param {string} main The folder of the built program.
 * @returns {readonly Notice[]}
 */
export function writeNotices(root, main) {
  const packages = packagesBehind(root, main)
  const notices = [...packages.map((one) => noticeOf(root, one, packages)), ...inScreens(root)]
  notices.sort((one, other) => heading(one).localeCompare(heading(other), 'en'))
  const once = notices.filter(
    (notice, index) => index === 0 || heading(notice) !== heading(notices[index - 1] ?? notice),
  )
  const parts = once.map((notice) => `${heading(notice)}\n${notice.licence}\n\n${notice.text}\n`)
  const file = join(root, noticesFile)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(
    file,
    [`Stocktray contains the work of others, under these licences.\n`, ...parts].join(`\n${'-'.repeat(80)}\n\n`),
  )
  return once
}

/** @param {Pick<Notice, 'name' | 'version'>} notice */
function heading({ name, version }) {
  return `${name} ${version}`
}

/**
 * @param {string} root
 * @param {Package} one
 * @param {readonly Package[]} packages
 * @returns {Notice}
 */
function noticeOf(root, one, packages) {
  /** @type {{ license?: string, licenses?: { type: string }[], author?: string | { name: string } }} */
  const manifest = JSON.parse(readFileSync(join(root, one.folder, 'package.json'), 'utf8'))
  const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' OR ')
  // The part of a package that differs by system leaves its text to the package that brings it.
  const bringer = packages.find(({ name }) => name === one.neededBy && one.name.startsWith(`${name}-`))
  const text = textIn(join(root, one.folder)) ?? (bringer ? textIn(join(root, bringer.folder)) : null)
  return { ...named(one, license), text: text ?? withoutText(one, license, manifest.author) }
}

/**
 * What Vite built into the screens.
 *
 * @param {string} root
 * @returns {Notice[]}
 */
function inScreens(root) {
  const file = join(root, 'dist/renderer/licenses.json')
  if (!existsSync(file)) throw new Error(`${file} is missing: build the screens again.`)
  /** @type {{ name: string, version: string, identifier?: string, text?: string }[]} */
  const entries = JSON.parse(readFileSync(file, 'utf8'))
  if (entries.length === 0) throw new Error(`${file} names nothing: the screens hold React at least.`)
  return entries.map((one) => ({ ...named(one, one.identifier), text: one.text ?? withoutText(one, one.identifier) }))
}

/**
 * @param {{ name: string, version: string }} one
 * @param {string} [licence]
 */
function named({ name, version }, licence) {
  if (!licence) throw new Error(`${name} ${version} does not say under which licence it is: do not pass it on.`)
  return { name, version, licence }
}

/**
 * @param {string} folder
 * @returns {string | null}
 */
function textIn(folder) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  return files.length === 0 ? null : files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
}

/**
 * @param {{ name: string, version: string }} one
 * @param {string} [licence]
 * @param {string | { name: string }} [author]
 */
function withoutText({ name, version }, licence = '', author = '') {
  const words = licenceWords.get(licence)
  if (!words)
    throw new Error(`${name} ${version} brings no text of its licence (${licence}): add it to build/licence-words.mjs.`)
  const who = (typeof author === 'string' ? author : author.name) || `the authors of ${name}`
  return `Copyright (c) ${who}\n\n${words}`
}
