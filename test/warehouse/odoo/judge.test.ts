import { describe, expect, it } from 'vitest'
import { judgeJson2, judgeJsonRpc } from '../../../src/warehouse/odoo/judge'

const judging = { now: 0, secrets: ['key-4711'] }
const answer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  kind: 'answered' as const,
  status,
  header: (name: string) => headers[name] ?? null,
  text: typeof body === 'string' ? body : JSON.stringify(body),
})
const error = (name: string, message = 'no') => ({ name, message, debug: 'Traceback of key-4711' })

describe('what Odoo answered', () => {
  it('numbers come as they were written, and an empty result is one', () => {
    expect(judgeJson2(answer(200, '[7.0200000000000005]'), judging)).toEqual({
      ok: true,
      value: ['7.0200000000000005'],
    })
    expect(judgeJson2(answer(200, 'null'), judging)).toEqual({ ok: true, value: null })
    expect(judgeJsonRpc(answer(200, { jsonrpc: '2.0', id: 1, result: true }), judging)).toEqual({
      ok: true,
      value: true,
    })
  })

  const exceptions = [
    ['odoo.exceptions.UserError', { kind: 'refused' }],
    ['odoo.exceptions.ValidationError', { kind: 'refused' }],
    ['odoo.exceptions.AccessError', { kind: 'refused' }],
    ['odoo.exceptions.AccessDenied', { kind: 'denied', reason: 'key' }],
    ['psycopg2.errors.SerializationFailure', { kind: 'busy' }],
    ['psycopg2.errors.LockNotAvailable', { kind: 'busy' }],
    ['psycopg2.OperationalError', { kind: 'busy' }],
    ['odoo.exceptions.LockError', { kind: 'busy' }],
    ['psycopg2.errors.UniqueViolation', { kind: 'failed' }],
    ['builtins.ValueError', { kind: 'failed' }],
  ] as const
  it.each(exceptions)('%s means the same on both ways', (name, expected) => {
    expect(judgeJson2(answer(500, error(name)), judging)).toMatchObject({ ok: false, trouble: expected })
    const rpc = { jsonrpc: '2.0', id: 1, error: { code: 200, message: 'Odoo Server Error', data: error(name) } }
    expect(judgeJsonRpc(answer(200, rpc), judging)).toMatchObject({ ok: false, trouble: expected })
  })

  it('a database that is not there is told from one that is busy', () => {
    const message = 'connection to server failed: FATAL:  database "shop" does not exist\n'
    const rpc = { error: { data: error('psycopg2.OperationalError', message) } }
    expect(judgeJsonRpc(answer(200, rpc), judging)).toMatchObject({ trouble: { kind: 'denied', reason: 'database' } })
  })

  const statuses = [
    [401, '', { kind: 'denied', reason: 'key' }],
    [403, '<html>', { kind: 'denied', reason: 'plan' }],
    [404, '<html>', { kind: 'elsewhere', status: 404 }],
    [400, '<html>', { kind: 'elsewhere', status: 400 }],
    [308, '', { kind: 'elsewhere', status: 308 }],
    [303, '', { kind: 'lost' }],
    [408, '', { kind: 'lost' }],
    [429, error('odoo.exceptions.UserError'), { kind: 'busy', afterMs: 7_000 }],
    [502, '<html>', { kind: 'lost' }],
    [200, '<html>', { kind: 'lost' }],
  ] as const
  it.each(statuses)('%i with %j', (status, body, expected) => {
    const exchange = answer(status, body, { 'retry-after': '7' })
    expect(judgeJson2(exchange, judging)).toMatchObject({ ok: false, trouble: expected })
    expect(judgeJsonRpc(exchange, judging)).toMatchObject({ ok: false, trouble: expected })
  })

  it('its words become one short line without the key and without a traceback', () => {
    const message = `You may not,\u0007 key-4711,\ndo this.\n\nThis operation is allowed for: …`
    expect(judgeJson2(answer(403, error('odoo.exceptions.AccessError', message)), judging)).toEqual({
      ok: false,
      trouble: { kind: 'refused', name: 'odoo.exceptions.AccessError', said: 'You may not, …, do this.' },
    })
    const long = judgeJson2(answer(422, error('odoo.exceptions.UserError', 'x'.repeat(5_000))), judging)
    expect(long).toMatchObject({ trouble: { said: `${'x'.repeat(199)}…` } })
  })
})
