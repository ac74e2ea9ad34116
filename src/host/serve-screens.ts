import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, posix } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * What the pages may do: their own scripts, their own styles and those that bear this answer's nonce, and nothing of
 * anybody else (https://www.w3.org/TR/CSP3/). Nobody may put them in a frame.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    ...["default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data:"],
    ...["font-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
  ].join('; ')
}

/** Stands in the built page where the nonce of an answer goes. */
const noncePlace = '%STYLE_NONCE%'

/** Serves the built screens below `folder`: GET of files, and nothing outside it. What is no file is not found. */
export function screensIn(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
    const path = pathOf(request.url)
    const type = path === null ? undefined : types[extname(path)]
    if (path === null || type === undefined) return notFound()
    try {
      const bytes = await readFile(join(folder, ...path.split('/')))
      const nonce = randomBytes(16).toString('base64url')
      const isPage = path.endsWith('.html')
      return new Response(isPage ? bytes.toString('utf8').replaceAll(noncePlace, nonce) : new Uint8Array(bytes), {
        headers: {
          'content-type': type,
          'content-security-policy': contentSecurityPolicy(nonce),
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          // Built files bear a hash of what is in them.
          'cache-control': path.startsWith('assets/') ? 'max-age=31536000, immutable' : 'no-store',
        },
      })
    } catch {
      return notFound()
    }
  }
}

/** Below the folder, by slashes; null: it leads out of it, or nobody can tell where. */
function pathOf(url: string): string | null {
  try {
    const decoded = decodeURIComponent(new URL(url).pathname)
    if (/[\0\\:]/.test(decoded)) return null
    const path = posix.normalize(decoded).replace(/^\/+/, '')
    if (path.split('/').includes('..')) return null
    return path === '' ? 'index.html' : path
  } catch {
    return null
  }
}

function notFound(): Response {
  return new Response('There is nothing of that name.', { status: 404, headers: { 'content-type': 'text/plain' } })
}
