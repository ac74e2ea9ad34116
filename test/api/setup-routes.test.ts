import { describe, expect, it } from 'vitest'
import { createApi } from '../../src/api/api'
import type { Desk, SetupActs } from '../../src/api/desk'
import { signal } from '../engine/saucer-shop'
import { tinyWorld } from '../fakes/tiny-world'

const given = { values: {}, kept: [], stands: false, begun: false, reached: 1, outlets: [], locations: [] }

/** A desk that writes down what it is asked. */
function asked(acts: Partial<SetupActs> = {}) {
  const { app: engine } = tinyWorld()
  const heard: unknown[] = []
  const setup: SetupActs = {
    warehouses: [{ kind: 'http', name: 'In-house warehouse', form: {} }],
    given: () => given,
    authorizedKey: async () => 'ssh-ed25519 AAAA stocktray',
    keep: (sections) => {
      heard.push(sections)
      return { kind: 'done' }
    },
    vend: async () => ({ kind: 'done', store: 'https://myshop.example', outlets: [] }),
    warehouse: async () => ({ kind: 'unreachable', text: 'It does not answer.' }),
    save: async () => ({ kind: 'wrong', problems: [{ path: 'vend.token', text: 'is missing.' }] }),
    forget: () => heard.push('forget'),
    disconnect: async (force) => ({ kind: 'done', said: force ? 'All the same.' : 'Done.' }),
    ...acts,
  }
  const nothing = async () => ({ kind: 'obstacle', text: 'Nothing is asked here.' }) as const
  const desk: Desk = {
    ...{ missing: () => ({ shape: 'not-set-up', text: 'Not set up.' }), watch: () => () => undefined, setup },
    clock: { now: () => 0, sleep: async () => undefined },
    places: { locations: nothing, map: nothing },
    desktop: null,
    preview: nothing,
    supportBundle: () => '{}',
    sample: { isOpen: () => false, open: async () => null, next: async () => null, leave: async () => undefined },
  }
  const act = { deliver: async () => undefined, rollWebhook: () => null, now: () => 0 }
  const apiOf = (one: Desk | null) => createApi({ engine, signal, ...act }, () => [], one)
  const ask = async (method: string, path: string, body?: unknown, one: Desk | null = desk) => {
    const json =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const answer = await apiOf(one).request(`/api/setup${path}`, { method, ...json })
    return [answer.status, await answer.json()] as const
  }
  return { ask, heard }
}

describe('the set-up by screens', () => {
  it('can be asked for and entered while no engine runs', async () => {
    const { ask, heard } = asked()
    expect(await ask('GET', '')).toEqual([
      200,
      {
        ...{ kind: 'done', ...given, authorizedKey: 'ssh-ed25519 AAAA stocktray' },
        warehouses: [{ kind: 'http', name: 'In-house warehouse', form: {} }],
      },
    ])
    const sections = { vend: { store: 'myshop', clientSecret: null }, from: null, reached: 2 }
    expect(await ask('PATCH', '', sections)).toEqual([200, { kind: 'done' }])
    expect(await ask('DELETE', '')).toEqual([200, { kind: 'done', ...given }])
    expect(heard).toEqual([sections, 'forget'])
  })

  it('is answered by the other side, and what is wrong with its place', async () => {
    const { ask } = asked()
    expect(await ask('POST', '/vend')).toEqual([200, { kind: 'done', store: 'https://myshop.example', outlets: [] }])
    expect(await ask('POST', '/warehouse')).toEqual([200, { kind: 'unreachable', text: 'It does not answer.' }])
    expect(await ask('POST', '/save')).toEqual([
      200,
      { kind: 'wrong', problems: [{ path: 'vend.token', text: 'is missing.' }] },
    ])
  })

  const strange: readonly unknown[] = [
    { secrets: {} },
    { vend: { tokn: 'a-secret' } },
    { vend: 'myshop' },
    { outlets: [{ outlet: 'a', location: 'b', more: 1 }] },
    { reached: 7 },
    { sendStockAdjustments: 'yes' },
    [],
  ]
  it.each(strange)('takes nothing that no set-up holds: %j', async (body) => {
    const { ask, heard } = asked()
    const [status, answer] = await ask('PATCH', '', body)
    expect([status, heard]).toEqual([400, []])
    expect(JSON.stringify(answer)).not.toContain('a-secret')
  })

  it('where no screens are, names the command that does it', async () => {
    const { ask } = asked()
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/vend'],
      ['POST', '/warehouse'],
      ['POST', '/save'],
    ] as const)
      expect(await ask(method, path, undefined, null)).toEqual([
        409,
        { kind: 'obstacle', text: 'This Stocktray is set up with: stocktray setup --file FILE' },
      ])
    expect((await ask('PATCH', '', {}, null))[0]).toBe(409)
  })
})
