import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineConnector } from '../../src/warehouse/connector'
import { connectors, openWarehouse, warehouseEntry } from '../../src/warehouse/registry'
import { openHttp } from './http/open-http'

const clock = { now: () => 0, sleep: () => Promise.resolve() }
const entered = { kind: 'http', url: 'https://stock.example/api/', token: 'planted-8812' }

const names = (fields: readonly { readonly name: string }[]) => fields.map(({ name }) => name)

describe('what a person enters about a warehouse', () => {
  it('is parted: no token stands in the settings', () => {
    expect(warehouseEntry.parse(entered)).toEqual({
      settings: { kind: 'http', url: 'https://stock.example/api', settleAfterSeconds: 60 },
      secrets: { token: 'planted-8812' },
    })
  })

  it('every kind can be entered, has a name of its own, and its form says which fields are secret', () => {
    for (const [kind, connector] of Object.entries(connectors)) {
      expect(connector.kind).toBe(kind)
      const schema = z.toJSONSchema(connector.form, { io: 'input' })
      const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
        typeof field === 'object' ? [{ name, ...field }] : [],
      )
      const secret = fields.filter(({ writeOnly }) => writeOnly).map(({ name }) => name)
      expect(fields.filter(({ name, title = '' }) => name !== 'kind' && title.trim() === '')).toEqual([])
      // What sounds like a secret is one, or it would stand in the settings file.
      expect(secret).toEqual(
        expect.arrayContaining(names(fields).filter((name) => /key|token|secret|pass/i.test(name))),
      )
      expect(secret).toEqual(connector.secretFields)
      expect(secret).not.toEqual([])
    }
    expect(warehouseEntry.options).toHaveLength(Object.keys(connectors).length)
  })

  const refused: readonly (readonly [string, object])[] = [
    ['an address without http', { url: 'stock.example' }],
    ['another protocol', { url: 'ftp://stock.example' }],
    ['a name and password in the address', { url: 'https://me:planted-8812@stock.example' }],
    ['a question mark in the address', { url: 'https://stock.example/?a=1' }],
    ['a token with a line break', { token: 'planted-8812\nx' }],
    ['no token', { token: ' ' }],
    ['a time limit below zero', { settleAfterSeconds: -1 }],
    ['a field that is not known', { user: 'me' }],
    ['a kind that is not known', { kind: 'shoebox' }],
  ]
  it.each(refused)('%s is refused, without saying what stood there', (_, changed) => {
    const parsed = warehouseEntry.safeParse({ ...entered, ...changed })
    expect(parsed.success).toBe(false)
    expect(JSON.stringify(parsed.error?.issues)).not.toContain('planted-8812')
  })
})

it('a connector whose form is for another kind, or without an address, does not compile', () => {
  const { capabilities } = connectors.http
  const create = () => openHttp({ url: 'https://stock.example', token: 'abc' })
  const [kind, key, url] = [z.literal('shoebox'), z.string(), z.string()]
  const rest = { kind: 'shoebox', capabilities, create } as const
  expect(defineConnector({ ...rest, form: z.strictObject({ kind, key, url }) }).kind).toBe('shoebox')
  // @ts-expect-error its form is for another kind
  defineConnector({ ...rest, form: z.strictObject({ kind: z.literal('http'), key, url }) })
  // @ts-expect-error its form is for any kind
  defineConnector({ ...rest, form: z.strictObject({ kind: z.string(), key, url }) })
  // @ts-expect-error its form is for no kind
  defineConnector({ ...rest, form: z.strictObject({ key, url }) })
  // @ts-expect-error its form has no address
  defineConnector({ ...rest, form: z.strictObject({ kind, key }) })
})

describe('opening the warehouse of the settings', () => {
  it('a shop’s own network may do without https', () => {
    expect(openHttp({ url: 'http://192.168.1.20:8080', token: 'abc' }).id).toBe('http://192.168.1.20:8080')
  })

  it('the same address is the same warehouse, however it is written', () => {
    const ids = ['https://Stock.example:443/api', 'https://stock.example/api//'].map(
      (url) => openHttp({ url, token: 'abc' }).id,
    )
    expect(ids).toEqual(['https://stock.example/api', 'https://stock.example/api'])
  })

  it('its own time limit is promised', () => {
    const port = openHttp({ url: 'https://stock.example', token: 'abc' }, { settings: { settleAfterSeconds: 5 } })
    expect(port.capabilities.stocktake.settleAfterMs).toBe(5_000)
  })

  it('settings that cannot be used are a sentence that names the field and no secret', () => {
    const settings = { kind: 'http', url: 'nowhere' }
    const opened = openWarehouse(settings, { token: 'planted 8812' }, { clock })
    expect(opened).toMatchObject({ ok: false })
    expect(JSON.stringify(opened)).toMatch(/url, token/)
    expect(JSON.stringify(opened)).not.toContain('planted')
    expect(openWarehouse({ kind: 'shoebox', url: 'x' }, {}, { clock })).toMatchObject({ ok: false })
    expect(openWarehouse({ kind: 'toString', url: 'x' }, {}, { clock })).toMatchObject({ ok: false })
  })
})
