import { z } from 'zod'
import { idsOf } from './domain'
import type { Fields } from './field-table'
import { passes, signIn } from './keys'
import { methodOf, type Arguments } from './methods'
import { errorBody, isOdooError, odooError } from './odoo-error'
import type { ServerRoom } from './server-room'
import { missing, openSession } from './session'
import type { Store } from './store'
import type { OdooVersion, Ways } from './version'

export type Office = {
  readonly store: Store
  readonly fields: Fields
  readonly version: OdooVersion
  readonly ways: Ways
  readonly database: string
  readonly room: ServerRoom
  readonly heard: (transport: 'json-rpc' | 'json-2', model: string, method: string, given: Arguments) => void
}

export type Answer = { readonly status: number; readonly type: string; readonly body: string }

const envelope = z.object({
  id: z.unknown(),
  params: z.object({ service: z.string(), method: z.string(), args: z.array(z.unknown()) }),
})
const credentials = z.tuple([z.string(), z.string(), z.string()]).rest(z.unknown())
const execution = z.tuple([
  z.string(),
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.array(z.unknown()).default([]),
  z.record(z.string(), z.unknown()).default({}),
])
const contextShape = z.record(z.string(), z.unknown()).nullish()

/** POST /jsonrpc: 200 whatever comes of it; an error stands in the body. */
export async function answerJsonRpc(office: Office, body: string): Promise<Answer> {
  const type = office.version >= 19 ? 'application/json; charset=utf-8' : 'application/json'
  const asked = envelope.safeParse(parsed(body))
  if (!asked.success) return { status: 400, type: 'text/html; charset=utf-8', body: 'Invalid JSON data' }
  const { id = null, params } = asked.data
  const about = { jsonrpc: '2.0', id }
  try {
    const result = (await dispatch(office, params)) ?? null
    return { status: 200, type, body: JSON.stringify({ ...about, result }) }
  } catch (error) {
    const data = errorBody(isOdooError(error) ? error : odooError('builtins.Exception', String(error)))
    const failure = { code: office.ways.errorCode, message: 'Odoo Server Error', data }
    return { status: 200, type, body: JSON.stringify({ ...about, error: failure }) }
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

async function dispatch(office: Office, asked: z.infer<typeof envelope>['params']): Promise<unknown> {
  const { service, method, args } = asked
  if (service === 'object' && method === 'execute_kw') return execute(office, args)
  if (service !== 'common') throw odooError('builtins.KeyError', service)
  const { version } = office
  if (method === 'version') {
    const server_version_info = [version, 0, 0, 'final', 0, '']
    const serie = `${version}.0`
    return { server_version: serie, server_version_info, server_serie: serie, protocol_version: 1 }
  }
  if (method !== 'authenticate') throw odooError('builtins.Exception', `Method not found: ${method}`)
  const [database, login, secret] = credentials.parse(args)
  refuseDatabase(office, database)
  return signIn(office.store, login, secret)
}

async function execute(office: Office, args: readonly unknown[]): Promise<unknown> {
  const { version, store } = office
  const [database, uid, secret, model, name, positional, { context, ...named }] = execution.parse(args)
  refuseDatabase(office, database)
  if (!store.find('res.users', uid)) throw missing('res.users', uid, uid)
  if (!passes(store, uid, secret)) throw odooError('odoo.exceptions.AccessDenied', 'Access Denied')
  if (!office.fields.has(model)) throw odooError('odoo.exceptions.UserError', `Object ${model} doesn't exist`)
  if (name.startsWith('_')) {
    const which = version >= 19 ? `'${model}.${name}'` : name
    const words = `Private methods (such as ${which}) cannot be called remotely.`
    throw odooError('odoo.exceptions.AccessError', words)
  }
  const method = methodOf(version, model, name)
  if (!method) {
    const words =
      version >= 19
        ? `The method '${model}.${name}' does not exist`
        : `type object '${model}' has no attribute '${name}'`
    throw odooError('builtins.AttributeError', words)
  }
  // Without a list of ids, and for what is to be created, nothing is taken by name.
  if ((method.onRecords || name === 'create') && positional.length === 0) {
    if (name === 'create' && version <= 15) throw unexpected(name, Object.keys(named)[0] ?? 'vals_list')
    throw odooError('builtins.IndexError', version >= 19 ? 'list index out of range' : 'tuple index out of range')
  }
  const rest = method.onRecords ? positional.slice(1) : positional
  const given = { ...Object.fromEntries(rest.map((value, index) => [method.parameters[index] ?? '', value])), ...named }
  const called = version >= 19 ? `BaseModel.${name}` : name
  const strange = Object.keys(given).find((key) => !method.parameters.includes(key))
  if (strange !== undefined) throw unexpected(called, strange)
  const lacking = method.required.find((key) => !(key in given))
  if (lacking !== undefined) {
    const words = `${called}() missing 1 required positional argument: '${lacking}'`
    throw odooError('builtins.TypeError', words)
  }
  office.heard('json-rpc', model, name, method.onRecords ? { ids: positional[0], ...given } : given)
  const session = () => openSession(office, uid, contextShape.parse(context) ?? {})
  return office.room.carryOut(name, method, () => method.run(session(), model, given, idsOf(positional[0])))
}

function unexpected(name: string, argument: string) {
  return odooError('builtins.TypeError', `${name}() got an unexpected keyword argument '${argument}'`)
}

function refuseDatabase(office: Office, database: string): void {
  if (database === office.database) return
  const words = `FATAL:  database "${database}" does not exist\n`
  const where = office.version >= 19 ? 'connection to server at "127.0.0.1", port 5432 failed: ' : ''
  throw odooError('psycopg2.OperationalError', where + words)
}
