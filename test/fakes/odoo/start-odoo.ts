import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeOdoo, OdooCall } from './fake-odoo'
import { fieldsOf } from './field-table'
import { handlesOf } from './handles'
import { answerJson2, type Request } from './json-2'
import { answerJsonRpc, type Answer, type Office } from './json-rpc'
import { createServerRoom } from './server-room'
import { furnish } from './shop'
import { createStore } from './store'
import { waysOf, type OdooVersion } from './version'

export type OdooToStart = { readonly version: OdooVersion; readonly database?: string }

/** A whole small Odoo with the Inventory app, on a free port, with a memory; `admin` / `admin` is its first user. */
export async function startOdoo({ version, database = 'shop' }: OdooToStart): Promise<FakeOdoo> {
  const fields = fieldsOf(version)
  const ways = waysOf(version)
  const store = createStore(fields)
  const room = createServerRoom(store)
  const calls: OdooCall[] = []
  const office: Office = {
    ...{ store, fields, version, ways, database, room },
    heard: (transport, model, method, given) => {
      calls.push({ transport, model, method, given })
    },
  }
  const handles = handlesOf(office, furnish(store, version, ways))
  // The first id is the system's own.
  store.remove('res.users', store.add('res.users', { name: 'OdooBot', login: '__system__' }).id)
  const { key } = handles.addUser({ login: 'admin', password: 'admin', role: 'administrator' })
  const server = createServer((request, response) => {
    void readRequest(request)
      .then((asked) => answerTo(office, odoo, asked))
      .then(({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type })
        response.end(body)
      })
      // A caller that left while it was still speaking.
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const odoo: FakeOdoo = {
    ...handles,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    login: 'admin',
    password: 'admin',
    apiKey: key,
    calls,
    planWithoutApi: null,
    delay: room.delay,
    hold: (method, when = 'before') => room.hold(method, when),
    fail: (method, times, error) => {
      room.fail(method, times, error ?? serialisation)
    },
    quiet: room.quiet,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
  return odoo
}

const serialisation = {
  name: 'psycopg2.errors.SerializationFailure',
  text: 'could not serialize access due to concurrent update\n',
} as const

async function readRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  return {
    method: request.method ?? '',
    path: new URL(request.url ?? '/', 'http://odoo').pathname,
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

async function answerTo(office: Office, odoo: FakeOdoo, request: Request): Promise<Answer> {
  const { version } = office
  const isRpc = request.path === '/jsonrpc' && request.method === 'POST'
  const isJson2 = request.path.startsWith('/json/2/')
  if (odoo.planWithoutApi !== null && (isRpc || isJson2)) return page(odoo.planWithoutApi, 'Not available')
  if (isRpc) return answerJsonRpc(office, request.body)
  if (isJson2 && office.ways.json2) return answerJson2(office, request)
  if (request.path === '/web/version' && version >= 19) {
    const body = JSON.stringify({ version_info: [version, 0, 0, 'final', 0, ''], version: `${version}.0` })
    return { status: 200, type: 'application/json; charset=utf-8', body }
  }
  if (request.path === '/web/login') return page(200, 'Log in')
  // From 18 on the pages for people lie below /odoo, and a form without their token is refused.
  if (version >= 18 && request.method === 'POST' && request.path.startsWith('/odoo')) {
    return page(400, 'Session expired (invalid CSRF token)')
  }
  // Until 15 what was asked in JSON is also refused in JSON.
  if (version <= 15 && request.method === 'POST' && request.headers['content-type']?.includes('json')) {
    const data = {
      name: 'werkzeug.exceptions.NotFound',
      debug: '',
      message: '404: Not Found',
      arguments: [],
      context: {},
    }
    const body = JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: 404, message: '404: Not Found', data } })
    return { status: 404, type: 'application/json', body }
  }
  return page(404, 'Not Found')
}

function page(status: number, title: string): Answer {
  const body = `<!DOCTYPE html>\n<title>${title}</title>\n<h1>${title}</h1>\n`
  return { status, type: 'text/html; charset=utf-8', body }
}
