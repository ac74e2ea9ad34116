import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { idsOf } from './domain'
import type { Answer, Office } from './json-rpc'
import { ownerOfKey } from './keys'
import { methodOf } from './methods'
import { errorBody, isOdooError, odooError, statusOf } from './odoo-error'
import { openSession } from './session'

const given = z.record(z.string(), z.unknown())
const context = z.record(z.string(), z.unknown()).nullish()

export type Request = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** POST /json/2/<model>/<method>: arguments by name, and the status tells. */
export async function answerJson2(office: Office, request: Request): Promise<Answer> {
  const database = request.headers['x-odoo-database']
  if (database !== undefined && database !== office.database) return noDatabase
  const type = 'application/json; charset=utf-8'
  try {
    return { status: 200, type, body: JSON.stringify((await execute(office, request)) ?? null) }
  } catch (error) {
    const odoo = isOdooError(error) ? error : odooError('builtins.Exception', String(error))
    return { status: statusOf(odoo.odoo), type, body: JSON.stringify(errorBody(odoo)) }
  }
}

const noDatabase: Answer = {
  status: 404,
  type: 'text/html; charset=utf-8',
  body: '<!DOCTYPE html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>No database is selected and the requested URL was not found in the server-wide controllers.</p>\n',
}

async function execute(office: Office, { method: verb, path, headers, body }: Request): Promise<unknown> {
  const { version, store } = office
  const [, , , model, name] = path.split('/')
  if (verb !== 'POST' || model === undefined || name === undefined) {
    throw odooError('werkzeug.exceptions.NotFound', 'Did you mean POST /json/2/<model>/<method>?')
  }
  const bearer = /^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer === undefined) {
    const words = 'User not authenticated, use an API Key with a Bearer Authorization header.'
    throw odooError('werkzeug.exceptions.Unauthorized', words)
  }
  const uid = ownerOfKey(store, bearer)
  if (uid === null) throw odooError('werkzeug.exceptions.Unauthorized', 'Invalid apikey')
  const { ids, context: around, ...named } = argumentsIn(body)
  if (!office.fields.has(model)) {
    throw odooError('werkzeug.exceptions.NotFound', `the model '${model}' does not exist`)
  }
  if (name.startsWith('_')) {
    const words = `Private methods (such as '${model}.${name}') cannot be called remotely.`
    throw odooError('odoo.exceptions.AccessError', words)
  }
  const method = methodOf(version, model, name)
  if (!method) throw odooError('werkzeug.exceptions.NotFound', `The method '${model}.${name}' does not exist`)
  const strange = Object.keys(named).find((key) => !method.parameters.includes(key))
  if (strange !== undefined) {
    throw odooError('werkzeug.exceptions.UnprocessableEntity', `got an unexpected keyword argument '${strange}'`)
  }
  const lacking = method.required.find((key) => !(key in named))
  if (lacking !== undefined) {
    throw odooError('werkzeug.exceptions.UnprocessableEntity', `missing a required argument: '${lacking}'`)
  }
  office.heard('json-2', model, name, method.onRecords ? { ids, ...named } : named)
  const session = () => openSession(office, uid, context.parse(around) ?? {})
  return office.room.carryOut(name, method, () => {
    const result = method.run(session(), model, named, idsOf(ids))
    // One record in, and still a list out.
    return name === 'create' && !Array.isArray(result) ? [result] : result
  })
}

function argumentsIn(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    return given.safeParse(value).data ?? {}
  } catch (error) {
    throw odooError('werkzeug.exceptions.BadRequest', `could not parse the body as json: ${String(error)}`)
  }
}
