import { describe, expect, it } from 'vitest'
import type { VendProblem } from '../../../src/core/ports/vend'
import { whySilent } from '../../../src/host/checks/ask-vend'
import { checkToken } from '../../../src/host/checks/check-token'

const failed = (kind: VendProblem['kind'], text: string) => ({ ok: false, problem: { kind, text } }) as const
const page = { ok: true, value: { rows: [], next: null }, at: null } as const
const list = { ok: true, value: [], at: null } as const
const good = {
  ...{ outlets: list, consignments: page, products: page, webhooks: list },
  budget: { limit: 350, used: 4, waitingUntil: null, made: 4, oldestAt: null },
}

describe('the token', () => {
  it('is well when it may read everything', () => {
    expect(checkToken(good)).toMatchObject({ name: 'token', status: 'ok' })
  })

  it('that is refused is broken, and said once', () => {
    const refused = failed('unauthorised', 'Vend does not accept the token.')
    const all = { outlets: refused, consignments: refused, products: refused, webhooks: refused }
    expect(checkToken({ ...good, ...all })).toEqual({
      ...{ name: 'token', status: 'broken', text: 'Vend does not accept the token.', unreachable: true },
    })
  })

  it('names each right that it lacks', () => {
    const lacking = {
      consignments: failed('unauthorised', '“consignments:read” is missing.'),
      products: failed('unauthorised', '“products:read” is missing.'),
    }
    const { status, text } = checkToken({ ...good, ...lacking })
    expect(status).toBe('broken')
    expect(text).toBe('“consignments:read” is missing. “products:read” is missing.')
  })

  it('without the right to see webhooks wants seeing to, and no more', () => {
    const { status, text, unreachable } = checkToken({ ...good, webhooks: failed('unauthorised', 'No.') })
    expect({ status, unreachable }).toEqual({ status: 'attention', unreachable: undefined })
    expect(text).toContain('right “webhooks”')
  })

  it('is broken where Vend’s answers make no sense', () => {
    const { status, text } = checkToken({ ...good, products: failed('bad-answer', 'Vend sent a web page.') })
    expect([status, text]).toEqual(['broken', 'Vend sent a web page.'])
  })

  it.each<[VendProblem['kind'], number | null, string]>([
    ['unreachable', null, 'network'],
    ['cancelled', null, 'network'],
    ['cancelled', 1_000, 'rate budget'],
    ['limited', null, 'rate budget'],
  ])('is not known when Vend does not answer (%s, waiting until %s): see “%s”', (kind, waitingUntil, see) => {
    const silent = failed(kind, 'x')
    const answers = { outlets: silent, consignments: silent, products: silent, webhooks: silent }
    const all = { ...answers, budget: { ...good.budget, used: 350, waitingUntil } }
    expect(whySilent(all)).toBe(see)
    expect(checkToken(all)).toMatchObject({
      status: 'attention',
      unknown: true,
      text: expect.stringContaining(`“${see}”`),
    })
  })

  it('is not known when the line breaks between two questions', () => {
    const check = checkToken({ ...good, webhooks: failed('unreachable', 'x') })
    expect(check).toMatchObject({ unknown: true, text: expect.stringContaining('“network”') })
  })
})
