import { z } from 'zod'

export type RealOdoo = {
  readonly url: string
  readonly database: string
  /** As the administrator, over JSON-RPC, which every version speaks; what Odoo refuses throws. */
  call(
    model: string,
    method: string,
    args: readonly unknown[],
    named?: Readonly<Record<string, unknown>>,
  ): Promise<unknown>
  /** Which of these fields the model has in this version. */
  fields(model: string, wanted: readonly string[]): Promise<readonly string[]>
}

const answer = z.object({
  result: z.unknown().optional(),
  error: z.object({ data: z.object({ name: z.string(), message: z.string() }) }).optional(),
})

/** The Odoo that ODOO_URL, ODOO_DB, ODOO_LOGIN and ODOO_PASSWORD name: a client of the tests, which shares nothing with ours. */
export async function openRealOdoo(): Promise<RealOdoo> {
  const url = fromEnvironment('ODOO_URL')
  const database = fromEnvironment('ODOO_DB')
  const password = fromEnvironment('ODOO_PASSWORD')
  const rpc = async (service: string, method: string, args: readonly unknown[]) => {
    const response = await fetch(`${url}/jsonrpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params: { service, method, args } }),
    })
    const { result, error } = answer.parse(await response.json())
    if (error) throw new Error(`${error.data.name}: ${error.data.message}`)
    return result
  }
  const signedIn = await rpc('common', 'authenticate', [database, fromEnvironment('ODOO_LOGIN'), password, {}])
  const user = z.number().parse(signedIn)
  const call: RealOdoo['call'] = (model, method, args, named = {}) =>
    rpc('object', 'execute_kw', [database, user, password, model, method, args, named])
  return {
    url,
    database,
    call,
    fields: async (model, wanted) => {
      const known = await call(model, 'fields_get', [wanted], { attributes: ['type'] })
      return Object.keys(z.record(z.string(), z.unknown()).parse(known))
    },
  }
}

function fromEnvironment(name: string): string {
  const value = process.env[name]
  if (!value)
    throw new Error(`${name} is not set: these tests need a real Odoo (ODOO_URL, ODOO_DB, ODOO_LOGIN, ODOO_PASSWORD).`)
  return value
}
