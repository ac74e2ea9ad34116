import { afterEach, describe, expect, it } from 'vitest'
import { openShopDoor, type Answer, type ShopDoor } from './shop-door'

let door: ShopDoor
afterEach(() => door.shop.close())

async function useUp(): Promise<Answer> {
  for (let call = 1; call <= 50; call++) await door.ask('GET', '/outlets')
  return door.ask('GET', '/outlets')
}

describe('the rate limit', () => {
  it('lets 350 calls through in five minutes for one register, and says what is left', async () => {
    door = await openShopDoor()
    const first = await door.ask('GET', '/outlets')
    expect(first.headers.get('x-ratelimit-limit')).toBe('350')
    expect(first.headers.get('x-ratelimit-remaining')).toBe('349')
    for (let call = 2; call <= 350; call++) expect((await door.ask('GET', '/outlets')).status).toBe(200)
    expect((await door.ask('GET', '/outlets')).status).toBe(429)
  })

  it('asks to come back at a date, and lets go on then', async () => {
    door = await openShopDoor({ registers: 0 })
    const refused = await useUp()
    expect(refused.status).toBe(429)
    expect(refused.body).toEqual({ error: 'Too Many Requests', message: 'Rate limiting enforced' })
    expect(refused.headers.get('retry-after')).toBe('Mon, 02 Nov 2026 10:05:00 GMT')
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    door.clock.turn(299_999)
    expect((await door.ask('GET', '/outlets')).status).toBe(429)
    door.clock.turn(1)
    expect((await door.ask('GET', '/outlets')).status).toBe(200)
  })

  it('says it in seconds, not at all, or in the body as it used to', async () => {
    door = await openShopDoor({ registers: 0, retryAfter: 'seconds' })
    expect((await useUp()).headers.get('retry-after')).toBe('300')
    door.shop.set({ retryAfter: 'absent' })
    expect((await door.ask('GET', '/outlets')).headers.get('retry-after')).toBeNull()
    door.shop.set({ retryAfter: 'body' })
    const old = await door.ask('GET', '/outlets')
    expect(old.headers.get('retry-after')).toBeNull()
    expect(old.body).toMatchObject({ 'retry-after': 'Mon, 02 Nov 2026 10:05:00 GMT' })
  })
})
