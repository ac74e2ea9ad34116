import { describe, expect, it } from 'vitest'
import { checkWebhook, type WebhookState } from '../../../src/host/checks/check-webhook'
import type { VendWebhook } from '../../../src/vend/webhook-list'

const now = Date.UTC(2026, 10, 23, 14, 32)
const hour = 3_600_000
const ownPath = '/hooks/vend/ownSECRETownSECRETownSECRETown32'
const ours = `https://stock.example${ownPath}`
const theirs = 'https://old-pc.example/hooks/vend/otherSECRETotherSECRETother3232'

const hook = (url: string, type = 'consignment.receive', active = true): VendWebhook => ({ id: url, type, url, active })
const both = (url: string) => [hook(url), hook(url, 'consignment.send')]
const listing = (...value: VendWebhook[]) => ({ ok: true, value, at: now }) as const
const unseen = { ok: false, problem: { kind: 'unauthorised', text: 'x' } } as const
const on = { via: 'own-address', publicUrl: 'https://stock.example/' } as const
const off = { via: 'off', publicUrl: null } as const

function check(state: Partial<WebhookState>) {
  const found = checkWebhook({
    ...{ realTime: on, scanEveryMinutes: 5, ownPath, listed: listing(), lastCall: null, now },
    ...state,
  })
  // Whatever it says, no address is part of it.
  expect(found.text).not.toContain('SECRET')
  expect(found.name).toBe('webhook')
  return found
}

describe('with real time on, the webhook', () => {
  it('is well when Vend calls this folder for what is received and what is sent', () => {
    expect(check({ listed: listing(...both(ours), hook('https://till.example/sales', 'sale.update')) })).toMatchObject({
      ...{ status: 'ok', text: 'Vend calls stock.example when stock moves.' },
    })
  })

  it('is well, and says when the last one came', () => {
    const { text } = check({ listed: listing(...both(ours)), lastCall: now - hour })
    expect(text).toMatch(/^Vend calls stock\.example when stock moves; the last one that moved stock came \d+ Nov/)
  })

  it('that is not listed wants making, and says that nothing is missed', () => {
    const { status, text } = check({})
    expect(status).toBe('attention')
    expect(text).toContain('Vend shows no webhook for consignment.receive and consignment.send that leads here.')
    expect(text).toContain('Nothing is missed meanwhile: Vend is read every 5 minutes.')
    expect(text).toContain('“stocktray run” makes it as it starts')
  })

  it('that is not listed, because somebody made it by hand, is well as long as it calls', () => {
    const day = 24 * hour
    expect(check({ lastCall: now - 7 * day })).toMatchObject({ status: 'ok' })
    expect(check({ lastCall: now - 7 * day - 1 })).toMatchObject({ status: 'attention' })
  })

  it('names the kind that is missing', () => {
    const { status, text } = check({ listed: listing(hook(ours)) })
    expect(status).toBe('attention')
    expect(text).toContain('no webhook for consignment.send that leads here')
  })

  it('that is switched off in Vend wants switching on', () => {
    const { status, text } = check({
      listed: listing(hook(ours, 'consignment.receive', false), hook(ours, 'consignment.send')),
    })
    expect(status).toBe('attention')
    expect(text).toContain('webhook for consignment.receive is switched off')
  })

  it('that calls another address than the settings name wants correcting', () => {
    const { status, text } = check({ listed: listing(...both(`https://old.example${ownPath}`)) })
    expect(status).toBe('attention')
    expect(text).toContain('Vend calls old.example, but the public address in the settings is stock.example.')
  })

  it('that cannot be seen is well as long as it calls', () => {
    expect(check({ listed: unseen, lastCall: now - hour })).toMatchObject({ status: 'ok' })
    expect(check({ listed: unseen })).toMatchObject({ status: 'attention' })
  })
})

describe('with real time off, the webhook', () => {
  it('is not missed', () => {
    expect(check({ realTime: off })).toMatchObject({ status: 'ok' })
    expect(check({ realTime: off, listed: unseen })).toMatchObject({ status: 'ok' })
  })

  it('that Vend still calls wants seeing to', () => {
    const { status, text } = check({ realTime: off, listed: listing(hook(ours)) })
    expect(status).toBe('attention')
    expect(text).toContain('nobody answers')
  })
})

describe('the webhook of another Stocktray', () => {
  it.each([on, off])('is a second installation (real time: $via)', (realTime) => {
    const { status, text } = check({ realTime, listed: listing(...both(ours), ...both(theirs)) })
    expect(status).toBe('attention')
    expect(text).toMatch(/^Vend also calls another Stocktray, at old-pc\.example\. /)
  })

  it('that is switched off harms nobody', () => {
    const asleep = hook(theirs, 'consignment.receive', false)
    expect(check({ listed: listing(...both(ours), asleep) })).toMatchObject({ status: 'ok' })
  })
})
