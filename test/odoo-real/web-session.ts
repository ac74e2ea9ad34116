import { z } from 'zod'

export type Person = { readonly login: string; readonly password: string }

/** A person in Odoo's own web pages. */
export type WebSession = {
  /** Makes an API key, as under Preferences, Security, and answers it. */
  makeKey(name: string): Promise<string>
  /** Deletes every key of this person. */
  deleteKeys(): Promise<void>
}

const answer = z.object({
  result: z.unknown().optional(),
  error: z.object({ data: z.object({ name: z.string(), message: z.string() }) }).optional(),
})
const identityCheck = z.object({
  res_model: z.literal('res.users.identitycheck'),
  res_id: z.number(),
  context: z.record(z.string(), z.unknown()).optional(),
})
const shownKey = z.object({ context: z.object({ default_key: z.string() }) })

/** Signs in through the form at /web/login. */
export async function signIn(
  at: { readonly url: string; readonly database: string },
  person: Person,
): Promise<WebSession> {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie }
    const response = await fetch(at.url + path, { ...init, headers, redirect: 'manual' })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    return response
  }
  const call = async (
    model: string,
    method: string,
    args: readonly unknown[],
    named: object = {},
  ): Promise<unknown> => {
    const response = await send(`/web/dataset/call_kw/${model}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params: { model, method, args, kwargs: named } }),
    })
    const { result, error } = answer.parse(await response.json())
    if (error) throw new Error(`${error.data.name}: ${error.data.message}`)
    return result
  }
  /** Enters the password again where Odoo asks who is there; 14 reads it from the form, 19 from the context. */
  const confirmed = async (result: unknown): Promise<unknown> => {
    const check = identityCheck.safeParse(result)
    if (!check.success) return result
    const { password } = person
    const { res_model: model, res_id: id, context } = check.data
    const form = z.record(z.string(), z.unknown()).parse(await call(model, 'fields_get', [], { attributes: ['type'] }))
    if ('password' in form) await call(model, 'write', [[id], { password }])
    return call(model, 'run_check', [[id]], { context: { ...context, password } })
  }

  const page = await (await send(`/web/login?db=${at.database}`)).text()
  const csrf = /name="csrf_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const form = new URLSearchParams({
    csrf_token: csrf,
    db: at.database,
    login: person.login,
    password: person.password,
  })
  const entered = await send('/web/login', { method: 'POST', body: form })
  if (entered.status !== 303 && entered.status !== 302) throw new Error(`Odoo does not let ${person.login} sign in.`)

  return {
    makeKey: async (name) => {
      const wizard = 'res.users.apikeys.description'
      const known = z
        .record(z.string(), z.unknown())
        .parse(await call(wizard, 'fields_get', [], { attributes: ['type'] }))
      const made = await call(wizard, 'create', [{ name, ...('duration' in known && { duration: '90' }) }])
      return shownKey.parse(await confirmed(await call(wizard, 'make_key', [[made]]))).context.default_key
    },
    deleteKeys: async () => {
      const keys = 'res.users.apikeys'
      const own = z.array(z.number()).parse(await call(keys, 'search', [[['user_id.login', '=', person.login]]]))
      await confirmed(await call(keys, 'remove', [own]))
    },
  }
}
