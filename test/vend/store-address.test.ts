import { describe, expect, it } from 'vitest'
import { readStoreAddress } from '../../src/vend/store-address'

const myshop = 'https://myshop.retail.lightspeed.app'

describe('the address of the store', () => {
  it.each([
    ['myshop', myshop],
    [' MyShop ', myshop],
    ['myshop.vendhq.com', myshop],
    ['https://myshop.vendhq.com/', myshop],
    ['myshop.retail.lightspeed.app', myshop],
    ['http://myshop.retail.lightspeed.app', myshop],
    ['https://myshop.retail.lightspeed.app/setup/api?tab=1#top', myshop],
    ['https://myshop.retail.lightspeed.app:443', myshop],
    ['my-shop-2', 'https://my-shop-2.retail.lightspeed.app'],
    ['http://127.0.0.1:8123', 'http://127.0.0.1:8123'],
    ['127.0.0.1:8123', 'http://127.0.0.1:8123'],
    ['http://localhost:8123/x', 'http://localhost:8123'],
    ['localhost:8123', 'http://localhost:8123'],
    ['http://[::1]:8123', 'http://[::1]:8123'],
    ['https://127.0.0.1:8443', 'https://127.0.0.1:8443'],
  ])('“%s” is %s', (pasted, origin) => {
    expect(readStoreAddress(pasted)).toEqual({ ok: true, origin })
  })

  it.each([
    '',
    '   ',
    'my shop',
    '-myshop',
    'my_shop',
    'http://',
    'ftp://myshop.vendhq.com',
    'javascript:alert(1)',
    'https://example.com',
    'http://192.168.0.10:8080',
    'https://myshop.retail.lightspeed.app.evil.example',
    'https://evil.example/myshop.retail.lightspeed.app',
    'https://evil.example#.retail.lightspeed.app',
    'https://myshop.retail.lightspeed.app@evil.example',
    'https://user:pass@myshop.retail.lightspeed.app',
    'https://myshop.retail.lightspeed.app:8443',
    'https://a.b.retail.lightspeed.app',
    'retail.lightspeed.app',
    'vendhq.com',
    'secure.vendhq.com',
    'secure.retail.lightspeed.app',
    'https://127.0.0.1.evil.example',
    'https://myshορ.retail.lightspeed.app',
    'x'.repeat(5000),
  ])('“%s” is refused with a sentence', (pasted) => {
    const address = readStoreAddress(pasted)
    expect(!address.ok && address.text).toMatch(/^\S.{10,250}\.$/s)
    expect(JSON.stringify(address)).not.toContain('user:pass')
  })
})
