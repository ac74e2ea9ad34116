import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { fileViolations } from './architecture/file-violations'
import { importViolations } from './architecture/import-violations'
import { uncheckedFiles } from './architecture/unchecked-files'
import { worldViolations } from './architecture/world-violations'

const root = dirname(import.meta.dirname)

describe('the rooms of the house', () => {
  it('import only from the rooms below them', async () => {
    expect(await importViolations(root)).toEqual([])
  })

  it('touch no clock, chance, disk or network where code only computes', () => {
    expect(worldViolations(root)).toEqual([])
  })

  it('keep their files short and named after what is inside', () => {
    expect(fileViolations(root)).toEqual([])
  })

  it('have their types checked, every file', () => {
    expect(uncheckedFiles(root)).toEqual([])
  })
})

type Planted = {
  readonly file: string
  readonly text: string
  readonly found: string
}

/** A house that keeps every rule, with the right to do so used wherever there is one. */
const sound: Readonly<Record<string, string>> = {
  'src/core/quantity.ts':
    "import type { Place } from './place'\nexport const moment = (place: Place) => ({ process: new Date(place) }).process\n",
  'src/core/place.ts': '/** Date.now, window: words in a comment. */\nexport type Place = number\n',
  'src/vend/map.ts': "import type { Place } from '../core/place'\nexport const place: Place = 1\n",
  'src/warehouse/odoo/map.ts': "export const odoo = 'electron process.env'\n",
  'src/warehouse/registry.ts': "import { odoo } from './odoo/map'\nexport const all = [odoo]\n",
  'src/api/api.ts':
    "import { all } from '../warehouse/registry'\nexport type Api = typeof all\nexport const api = all\n",
  'src/app.ts': "import { api } from './api/api'\nexport const app = api\n",
  'src/headless/stocktray.ts': "import { app } from '../app'\nimport 'node:fs'\nexport const headless = app\n",
  'electron/main.ts': "import 'electron'\nimport { app } from '../src/app'\nexport const main = app\n",
  'renderer/page.tsx': "import type { Api } from '../src/api/api'\nexport type Page = Api\n",
}

const wrongImports: readonly Planted[] = [
  { file: 'src/core/bad.ts', text: "import '../vend/map'", found: 'src/core imports nothing but itself' },
  {
    file: 'src/core/bad.ts',
    text: "import type { A } from '../api/api'",
    found: 'src/core imports nothing but itself',
  },
  { file: 'src/core/bad.ts', text: "import 'node:fs'", found: 'src/core imports no package and nothing of Node' },
  { file: 'src/core/bad.ts', text: "import { z } from 'zod'", found: 'src/core imports no package' },
  { file: 'src/vend/bad.ts', text: "import '../warehouse/registry'", found: 'src/vend imports only src/core' },
  { file: 'src/warehouse/bad.ts', text: "import '../vend/map'", found: 'src/warehouse imports only src/core' },
  { file: 'src/ledger/bad.ts', text: "import '../vend/map'", found: 'src/ledger imports only src/core' },
  { file: 'src/listener/bad.ts', text: "import '../vend/map'", found: 'src/listener imports only src/core' },
  { file: 'src/settings/bad.ts', text: "import '../vend/map'", found: 'src/settings imports only src/core' },
  {
    file: 'src/engine/bad.ts',
    text: "import type { P } from '../vend/map'",
    found: 'src/engine imports only src/core',
  },
  { file: 'src/sample/bad.ts', text: "export * from '../vend/map'", found: 'src/sample imports only src/core' },
  { file: 'src/api/bad.ts', text: "import '../app'", found: 'src/api imports only' },
  { file: 'src/app.ts', text: "import './headless/stocktray'", found: 'src/app.ts imports only' },
  { file: 'src/headless/bad.ts', text: "import '../../electron/main'", found: 'src/headless imports only' },
  { file: 'electron/bad.ts', text: "import '../src/headless/stocktray'", found: 'electron imports only' },
  { file: 'renderer/bad.ts', text: "import '../src/vend/map'", found: 'renderer imports only' },
  { file: 'renderer/bad.ts', text: "import { api } from '../src/api/api'", found: 'renderer imports the type' },
  { file: 'src/warehouse/cin7/map.ts', text: "import '../odoo/map'", found: 'no connector imports another' },
  { file: 'src/headless/bad.ts', text: "import 'electron'", found: 'nothing under src imports electron' },
  { file: 'src/vend/bad.ts', text: "const late = await import('electron-store')", found: 'imports electron' },
]

const worldInCore: readonly Planted[] = [
  ...['process.env', 'window.name', 'fs.readFileSync', 'setTimeout(() => 1, 1)', 'globalThis.name', 'fetch("")'].map(
    (text) => ({ file: 'src/core/bad.ts', text: `// one\nexport const bad = ${text}`, found: 'src/core/bad.ts:2' }),
  ),
  ...['Date.now()', 'new Date()', 'new Date', 'Date()', 'Math.random()'].map((text) => ({
    file: 'src/core/ports/bad.ts',
    text: `// one\n// two\nexport const bad = ${text}`,
    found: `src/core/ports/bad.ts:3 mentions ${text === 'new Date' ? 'new Date()' : text.replace(/(now|random)\(\)/, '$1')}`,
  })),
  { file: 'src/core/bad.ts', text: "import 'fs'", found: 'src/core/bad.ts:1 mentions fs' },
  { file: 'src/core/bad.ts', text: "export * from 'node:crypto'", found: 'src/core/bad.ts:1 mentions node:crypto' },
  { file: 'src/core/bad.ts', text: "await import('zod')", found: 'src/core/bad.ts:1 mentions zod' },
]

const wrongFiles: readonly Planted[] = [
  { file: 'src/vend/readPage.ts', text: '', found: '“readPage” is not kebab-case' },
  { file: 'test/Vend/map.test.ts', text: '', found: '“Vend” is not kebab-case' },
  ...['utils', 'helpers', 'types', 'common', 'manager', 'service', 'vend-utils', 'order-manager'].map((name) => ({
    file: `src/vend/${name}.ts`,
    text: '',
    found: `“${name}” does not say what is inside`,
  })),
  { file: 'src/common/map.ts', text: '', found: '“common” does not say what is inside' },
  { file: 'src/elsewhere/map.ts', text: '', found: 'belongs to no room' },
  { file: 'src/vend/long.ts', text: 'export {}\n'.repeat(251), found: 'has 251 lines' },
  {
    file: 'src/vend/long.ts',
    text: `// The rules.\n${'export {}\n// a table\n'.repeat(126)}`,
    found: 'has 253 lines',
  },
]

describe('a rule that is broken', () => {
  it('is not seen in a house that keeps them all', async () => {
    const house = build(sound)
    expect(await importViolations(house)).toEqual([])
    expect(worldViolations(house, corePlace)).toEqual([])
    expect(fileViolations(house)).toEqual([])
  })

  it.each(wrongImports)('is seen when $file says $text', async ({ file, text, found }) => {
    const seen = await importViolations(build({ ...sound, [file]: text }))
    expect(seen).toEqual([expect.stringContaining(`${file} imports `), ...seen.slice(1)])
    expect(seen.join('\n')).toContain(found)
  })

  it.each(worldInCore)('is seen when $file says $text', ({ file, text, found }) => {
    expect(worldViolations(build({ ...sound, [file]: text }), corePlace)).toEqual([expect.stringContaining(found)])
  })

  it.each(wrongFiles)('is seen in the file $file', ({ file, text, found }) => {
    expect(fileViolations(build({ ...sound, [file]: text })).join('\n')).toContain(found)
  })

  it('is seen when a pure file takes more of Node than it may', () => {
    const house = build({ 'src/vend/webhook.ts': "import 'node:crypto'\nimport 'node:net'" })
    const places = [{ place: 'src/vend/webhook.ts', packages: ['node:crypto'] }]
    expect(worldViolations(house, places)).toEqual([expect.stringContaining('src/vend/webhook.ts:2 mentions node:net')])
  })
})

describe('a file whose types nobody checks', () => {
  const configs = {
    'tsconfig.json': '{ "files": [], "references": [{ "path": "src/core" }, { "path": "src/tsconfig.json" }] }',
    'src/core/tsconfig.json': '{ "include": ["."] }',
    'src/tsconfig.json': '{ "include": ["*.ts"] }',
    'src/core/place.ts': '',
    'src/app.ts': '',
  }

  it('is seen', () => {
    const house = build({ ...configs, 'src/vend/map.ts': '', 'src/vend/tsconfig.json': '{ "include": ["."] }' })
    expect(uncheckedFiles(house)).toEqual([expect.stringContaining('src/vend/map.ts: ')])
  })

  it('is not seen where the root refers to every room', () => {
    expect(uncheckedFiles(build(configs))).toEqual([])
  })
})

describe('a long file', () => {
  it('may stand when its first comment says that it is a table', () => {
    const text = `/** The table of every status. */\n${'export {}\n'.repeat(300)}`
    expect(fileViolations(build({ 'src/core/rules.ts': text }))).toEqual([])
  })

  it('may have 250 lines', () => {
    expect(fileViolations(build({ 'src/core/rules.ts': 'export {}\n'.repeat(250) }))).toEqual([])
  })
})

describe('a check that looked at no file', () => {
  it('fails', async () => {
    const nothing = build({ 'README.md': '' })
    expect(await importViolations(nothing)).toEqual([expect.stringContaining('no file to look at')])
    expect(worldViolations(nothing, corePlace)).toEqual([expect.stringContaining('no file to look at')])
    expect(fileViolations(nothing)).toEqual([expect.stringContaining('no file to look at')])
  })

  it('fails for a file whose imports it could not read', async () => {
    const house = build({ ...sound, 'src/vend/node_modules/hidden.ts': "import '../../app'" })
    expect(await importViolations(house)).toEqual(['src/vend/node_modules/hidden.ts: its imports were not looked at'])
  })

  it('fails for a pure file that was moved away', () => {
    const places = [...corePlace, { place: 'src/vend/gone.ts', packages: [] }]
    expect(worldViolations(build(sound), places)).toEqual(['src/vend/gone.ts: there was no file to look at'])
  })
})

const corePlace = [{ place: 'src/core/', packages: [] }]

const houses: string[] = []

afterEach(() => {
  for (const house of houses.splice(0)) rmSync(house, { recursive: true })
})

function build(files: Readonly<Record<string, string>>): string {
  const house = mkdtempSync(join(tmpdir(), 'stocktray-house-'))
  houses.push(house)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(house, dirname(path)), { recursive: true })
    writeFileSync(join(house, path), text)
  }
  return house
}
