import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { screensIn } from '../../src/host/serve-screens'

let folder = ''
const built = () => join(folder, 'renderer')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-screens-'))
  mkdirSync(join(built(), 'assets'), { recursive: true })
  mkdirSync(join(folder, 'renderer-too'))
  const files = { 'index.html': '<meta content="%STYLE_NONCE%">', 'assets/a-1.js': 'one()', '..html': 'two dots' }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(built(), name), text)
  writeFileSync(join(folder, 'secrets.html'), 'secret')
  writeFileSync(join(folder, 'renderer-too', 'a.html'), 'secret')
  writeFileSync(join(built(), 'secrets.key'), 'secret')
  if (process.platform === 'win32') return
  // What Windows would take for a way out of the folder is a name elsewhere.
  mkdirSync(join(built(), 'c:'))
  for (const name of ['..\\secrets.html', 'c:/a.html']) writeFileSync(join(built(), name), 'secret')
})
afterEach(() => rmSync(folder, { recursive: true }))

const get = (path: string, method = 'GET') => screensIn(built())(new Request(`http://127.0.0.1:1${path}`, { method }))

describe('the built screens', () => {
  it('are the page, with a policy that lets in nothing of anybody else, and a nonce of its own each time', async () => {
    const [first, second] = [await get('/'), await get('/index.html?a=b')]
    const policy = first.headers.get('content-security-policy') ?? ''
    const nonce = /'nonce-([\w-]{22})'/.exec(policy)?.[1] ?? ''
    expect(await first.text()).toBe(`<meta content="${nonce}">`)
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(policy.split('; ')).toEqual([
      ...["default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data:"],
      ...["font-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
    ])
    expect(await second.text()).not.toContain(nonce)
    expect(first.headers.get('cache-control')).toBe('no-store')
  })

  it('are their scripts, which may be kept: their names change with what is in them', async () => {
    const script = await get('/assets/a-1.js')
    expect(await script.text()).toBe('one()')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect(script.headers.get('x-content-type-options')).toBe('nosniff')
  })

  const outside = [
    ...[
      '/../secrets.html',
      '/..%2fsecrets.html',
      '/assets/../../secrets.html',
      '/%2e%2e/secrets.html',
      '/..%5csecrets.html',
    ],
    ...[
      '/assets/..%2f..%2fsecrets.html',
      '/../renderer-too/a.html',
      '/..%2frenderer-too%2fa.html',
      '/a%00.html',
      '/c:/a.html',
    ],
    ...['//etc/passwd.html', '/%', '/secrets.key', '/assets', '/nothing.html', '/.html'],
  ]
  it.each(outside)('are nothing at %s', async (path) => {
    const answer = await get(path)
    expect([answer.status, await answer.text()]).toEqual([404, 'There is nothing of that name.'])
  })

  it('are read, and nothing else', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await get('/', method)).status).toBe(405)
  })
})
