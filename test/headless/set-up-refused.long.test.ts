import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import { keptIn, openBackOffice, tokens, type BackOffice } from './back-office'
import { slow } from './slow'

let office: BackOffice
beforeAll(async () => {
  office = await openBackOffice()
  await office.standing()
})
afterAll(() => office.close())

const anyStore = { store: 'myshop.retail.lightspeed.app', token: tokens.vend }

type Row = readonly [what: string, file: (office: BackOffice) => unknown, lines: readonly string[]]

/** What is wrong with a file, and the lines that say so. */
const wrong: readonly Row[] = [
  [
    'is empty',
    () => '',
    ['The file is not JSON that can be read at line 1, column 1: a comma, quotation mark or brace is wrong there.'],
  ],
  ['is a list', () => '[]', ['must be a block in braces { }, and is a list.']],
  ['says nothing', () => ({}), ['vend: is missing.', 'outlets: is missing.', 'warehouse: is missing.']],
  [
    'has no tokens',
    ({ good: { vend, warehouse, ...rest } }) => ({
      ...rest,
      vend: { ...vend, token: undefined },
      warehouse: { ...warehouse, token: undefined },
    }),
    ['vend.token: is missing.', 'warehouse.token: is missing.'],
  ],
  [
    'names an address that is no store of Vend’s',
    ({ good }) => ({ ...good, vend: { ...anyStore, store: 'https://myshop.example' } }),
    [
      'vend.store: “myshop.example” does not belong to a Vend store. Enter it as in your browser when Vend is open, for example myshop.retail.lightspeed.app.',
    ],
  ],
  [
    'names a warehouse that nobody knows',
    ({ good }) => ({ ...good, warehouse: { kind: 'shoebox' } }),
    ['warehouse.kind: must be “http” or “odoo”.'],
  ],
  [
    'misspells',
    ({ good }) => ({ ...good, sendStockAdjustment: true, outlets: [{ outlet: mainOutlet, locaton: 'WH-MAIN' }] }),
    [
      'outlets[0].location: is missing.',
      'outlets[0].locaton: is not known here. Did you mean “location”?',
      'sendStockAdjustment: is not known here. Did you mean “sendStockAdjustments”?',
    ],
  ],
  [
    'is wrong in many places at once',
    ({ good }) => ({
      ...good,
      warehouse: { ...good.warehouse, url: 'stock.example' },
      outlets: [
        { outlet: mainOutlet, location: 'WH-MAIN' },
        { outlet: 'main outlet', location: 'WH-HARBOUR' },
      ],
      ...{ from: '2126-01-01T00:00:00Z', scanEveryMinutes: 'often', limits: { units: 'many' } },
      realTime: { via: 'own-address' },
    }),
    [
      'from: lies in the future. Give the moment from which on stock movements are sent.',
      'scanEveryMinutes: must be a number, and is a text.',
      'limits.units: must be a number above zero, of at most five decimal places.',
      "outlets[1].outlet: is the same outlet as outlets[0]. An outlet's stock lies at one location.",
      'realTime.publicUrl: is missing. Vend must know which address to call.',
      'warehouse.url: must be the address that the documents are sent below, such as https://stock.example/api, without user name, question mark or #.',
    ],
  ],
  [
    'names outlets and locations that do not exist',
    ({ good }) => ({
      ...good,
      outlets: [
        { outlet: 'Main Outlett', location: 'WH-MAIN' },
        { outlet: harbourStreet, location: 'Cellar' },
      ],
    }),
    [
      'outlets[0].outlet: Vend has no outlet “Main Outlett”. It has: Main Outlet, Harbour Street, Airport.',
      'outlets[1].location: The warehouse has no location “Cellar”. It has: Main warehouse, Harbour Street store room.',
    ],
  ],
  [
    'names an outlet by its name and again by its id',
    ({ good, shop }) => ({
      ...good,
      outlets: [
        { outlet: mainOutlet, location: 'WH-MAIN' },
        { outlet: shop.outlets[0]!.id, location: 'WH-HARBOUR' },
      ],
    }),
    ["outlets[1].outlet: is the same outlet as outlets[0]. An outlet's stock lies at one location."],
  ],
]

describe.concurrent('beside a set-up that stands, a file that', slow, () => {
  it.each(wrong)(
    '%s is refused, each problem on a line with its path, and nothing on disk changes',
    async (_, of, lines) => {
      const before = keptIn(office.dataDir)
      expect(await office.stocktray('setup', '--file', office.write(of(office)))).toEqual({
        code: 2,
        out: '',
        err: lines.map((line) => `${line}\n`).join(''),
      })
      expect(keptIn(office.dataDir)).toEqual(before)
    },
  )

  it('is not there is told by its name', async () => {
    const { code, err } = await office.stocktray('setup', '--file', '/nowhere/shop.json')
    expect(code).toBe(2)
    expect(err).toBe('/nowhere/shop.json cannot be read. Does it exist, and may you read it?\n')
  })

  it('is no JSON is never quoted: what stands beside the mistake may be a token', async () => {
    for (const text of [
      `{ "vend": { "token": "hidden-4471",, } }`,
      'hidden-4471',
      '{"hidden-4471":1,"hidden-4471":2}',
    ]) {
      const { code, out, err } = await office.stocktray('setup', '--file', office.write(text))
      expect(code, text).toBe(2)
      expect(err, text).toMatch(/^The file is not JSON that can be read at line 1, column \d+: .+\.\n$/)
      expect(out + err).not.toContain('hidden')
    }
  })
})
