import { z } from 'zod'
import type { Client } from '../wire/client'
import { answered, trouble, type Answer, type Trouble } from './answer'
import { judgeJson2, judgeJsonRpc, type Judging } from './judge'
import { positional } from './positional'

/** Arguments by name, as JSON-2 has them: `ids` are the records, `context` may stand beside. */
export type Arguments = Readonly<Record<string, unknown>>

export type Odoo = {
  readonly host: string
  /** Each call is a transaction of its own. */
  readonly call: (model: string, method: string, args: Arguments, signal: AbortSignal) => Promise<Answer<unknown>>
  /** The id of the user that the key belongs to. */
  readonly user: (signal: AbortSignal) => Promise<Answer<string>>
}

export type Account = {
  readonly database: string
  readonly login: string
  readonly apiKey: string
}

/** How this server is spoken to, once it is certain. */
type Way = { readonly api: 'json-2' | 'json-rpc'; readonly user: string }

const userId = z.string().regex(/^[1-9]\d*$/)

/**
 * Speaks JSON-2 where the server has it (19 and later) and JSON-RPC elsewhere, found out by asking:
 * https://www.odoo.com/documentation/19.0/developer/reference/external_api.html
 */
export function createTransport(client: Client, { database, login, apiKey }: Account, now: () => number): Odoo {
  let known: Way | null = null
  const judging = (): Judging => ({ now: now(), secrets: [apiKey] })

  const json2 = async (model: string, method: string, body: Arguments, signal: AbortSignal) => {
    const headers = { Authorization: `bearer ${apiKey}`, 'X-Odoo-Database': database }
    const path = `/json/2/${model}/${method}`
    return judgeJson2(await client.send({ method: 'POST', path, headers, body }, signal), judging())
  }
  const jsonRpc = async (service: string, method: string, args: readonly unknown[], signal: AbortSignal) => {
    const body = { jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } }
    return judgeJsonRpc(await client.send({ method: 'POST', path: '/jsonrpc', body }, signal), judging())
  }

  const findWay = async (signal: AbortSignal): Promise<Answer<Way>> => {
    const asked = await json2('res.users', 'context_get', {}, signal)
    if (asked.ok) {
      const user = z.object({ uid: userId }).safeParse(asked.value)
      if (user.success) return answered({ api: 'json-2', user: user.data.uid })
    } else if (!meansNoJson2(asked.trouble)) return asked
    const signedIn = await jsonRpc('common', 'authenticate', [database, login, apiKey, {}], signal)
    // Of two doors that are shut, the one that says why.
    if (!signedIn.ok) return signedIn.trouble.kind === 'elsewhere' && !asked.ok ? asked : signedIn
    const user = userId.safeParse(signedIn.value)
    return user.success ? answered({ api: 'json-rpc', user: user.data }) : trouble({ kind: 'denied', reason: 'key' })
  }
  const way = async (signal: AbortSignal): Promise<Answer<Way>> => {
    if (known) return answered(known)
    const found = await findWay(signal)
    if (found.ok) known = found.value
    return found
  }

  return {
    host: client.host,
    user: async (signal) => {
      const found = await way(signal)
      return found.ok ? answered(found.value.user) : found
    },
    call: async (model, method, args, signal) => {
      const found = await way(signal)
      if (!found.ok) return found
      const { api, user } = found.value
      const answer =
        api === 'json-2'
          ? await json2(model, method, args, signal)
          : await jsonRpc(
              'object',
              'execute_kw',
              [database, Number(user), apiKey, model, method, ...positional(method, args)],
              signal,
            )
      // Another key, an upgrade, another server behind the address: ask anew who we are and how it is spoken to.
      if (!answer.ok && ['denied', 'elsewhere', 'failed'].includes(answer.trouble.kind)) known = null
      return answer
    },
  }
}

/** A path that is not there says so in more than one way: 404 mostly, but 400 below /odoo on 19; a closed API, 403. */
function meansNoJson2(what: Trouble): boolean {
  switch (what.kind) {
    case 'elsewhere':
    case 'refused':
    case 'failed':
      return true
    case 'denied':
      return what.reason !== 'key'
    case 'not-sent':
    case 'lost':
    case 'busy':
      return false
  }
}
