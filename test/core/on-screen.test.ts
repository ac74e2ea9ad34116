import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { onScreen } from '../../src/core/on-screen'
import { stoppageText } from '../../src/core/stoppage'
import { stateWithoutEngine } from '../../src/core/state-without-engine'
import { problemToasts } from '../../src/core/toasts'
import { trayView } from '../../src/core/tray-view'
import { sourceFiles } from '../architecture/source-files'

const root = join(import.meta.dirname, '../..')

/** Where the sentences come from that a host may bring to its screens. */
const folders = ['api', 'core', 'engine', 'host', 'ledger', 'listener', 'sample', 'settings', 'vend', 'warehouse']

/** Sentences, or parts of them, that no screen comes to show. */
const never: readonly (readonly [file: string, beginning: string])[] = [
  // What `onScreen` knows them by.
  ['src/core/on-screen.ts', ''],
  // A part; the whole sentences are read in item-holds.test.ts.
  ['src/core/item-holds.ts', 'stocktray match'],
  // Checks of `stocktray doctor` alone.
  ['src/host/checks/check-webhook.ts', ''],
  ['src/host/checks/check-network.ts', ''],
  ['src/host/checks/check-api-version.ts', ''],
  // Said where no engine goes on when the test is over.
  ['src/host/test-way-in.ts', 'Nothing answers there now'],
  // Said by an API beside which there are no screens.
  ['src/api/place-routes.ts', 'This can be done where'],
  ['src/api/setup-routes.ts', 'This Stocktray is set up with'],
  ['src/api/support-route.ts', 'The file for support is written'],
]

const command = /stocktray [a-z]|set-up file|--[a-z]/

type Sentence = { readonly file: string; readonly text: string }

/** All that stands in quotes in a file; what is put into it is a word. */
function sentencesIn(file: string): readonly Sentence[] {
  const found: Sentence[] = []
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push({ file, text: node.text })
    if (ts.isTemplateExpression(node))
      found.push({
        file,
        text: [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('this'),
      })
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest))
  return found
}

const files = sourceFiles(root, [...folders.map((folder) => `src/${folder}`), 'src/app.ts', 'electron', 'renderer'])
const naming = files.flatMap(sentencesIn).filter(({ text }) => /stocktray [a-z]/.test(text))
const isNever = ({ file, text }: Sentence) => never.some(([where, begin]) => where === file && text.startsWith(begin))

describe('a sentence that names a command', () => {
  const shown = naming.filter((one) => !isNever(one))

  it('is looked for where they are', () => {
    expect(files.length).toBeGreaterThan(200)
    expect(shown.length).toBeGreaterThan(12)
    for (const [file, begin] of never)
      expect(
        naming.find((one) => one.file === file && one.text.startsWith(begin)),
        file,
      ).toBeDefined()
  })

  it.each(shown)('names none on the screens: $file: $text', ({ text }) => {
    const said = onScreen(text)
    expect(said).not.toMatch(command)
    expect(said).toMatch(/[^.,:;]\.$/)
    expect(said).not.toMatch(/\.\.|,\.| {2}/)
  })
})

it('a word of a shop that looks like a command stays as it is', () => {
  const text = 'Odoo does not know SKU “stocktray doctor” of CAR-25.'
  expect(onScreen(text)).toBe(text)
})

it('the tray and the toasts name no command either', () => {
  const state = stateWithoutEngine('stopped', stoppageText(new Error('a mistake')))
  expect(state.sentence).toContain('stocktray support-bundle FILE')
  const said = JSON.stringify([trayView(state, String), problemToasts(state, 0)])
  expect(said).toContain('it is to be had under Help.')
  expect(said).not.toMatch(command)
})
