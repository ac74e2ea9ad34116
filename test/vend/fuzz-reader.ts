import { readWebhook } from '../../src/vend/webhook'
import { randomFrom } from '../simulation/random'
import { residentMb } from './memory'
import { clientSecrets, hmac, mutatedWebhook, pathSecret } from './mutated-webhook'

export type Fuzzed = {
  /** How many were let in where webhooks are not signed, and where they are. */
  readonly unsigned: number
  readonly signed: number
  /** What was let in and should not have been, and what was thrown: the first few. */
  readonly wrong: readonly string[]
  /** By how much resident memory grew after the first tenth, MB. */
  readonly grownMb: number
}

/** Shows the pure reader so many mutated requests, with a client secret set and without. */
export function fuzzReader(requests: number, seed: number): Fuzzed {
  const random = randomFrom(seed)
  const wrong: string[] = []
  let [unsigned, signed, warmMb] = [0, 0, 0]
  for (let index = 0; index < requests; index += 1) {
    if (index === Math.floor(requests / 10)) warmMb = residentMb()
    const request = mutatedWebhook(random)
    const complain = (what: string) => {
      if (wrong.length < 5) wrong.push(`${index.toString()}: ${what}: ${JSON.stringify(request)}`)
    }
    try {
      const open = readWebhook(request, { pathSecret, clientSecrets: [] })
      const closed = readWebhook(request, { pathSecret, clientSecrets })
      const isAddressed = request.method === 'POST' && request.path.split('?')[0] === `/hooks/vend/${pathSecret}`
      if (open.ok) unsigned += 1
      if (closed.ok) signed += 1
      if ((open.ok || closed.ok) && !isAddressed) complain('let in without the secret of the path')
      if (closed.ok && !isSignedByUs(request.headers, request.body)) complain('let in without a signature')
      if (open.ok && open.kind === 'consignment' && !/^[A-Za-z0-9_-]{1,64}$/.test(open.consignmentId)) complain('no id')
    } catch (error) {
      complain(String(error))
    }
  }
  return { unsigned, signed, wrong, grownMb: residentMb() - warmMb }
}

/** Not as the reader finds it out: whether one of the texts that a signature may have stands in a header of that name. */
function isSignedByUs(headers: Readonly<Record<string, unknown>>, body: Uint8Array): boolean {
  const given = Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === 'x-signature')
    .map(([, value]) => JSON.stringify(value))
    .join(' ')
  return clientSecrets.some((secret) => {
    const base64 = hmac(secret, body, 'base64').replace('=', '')
    const urlSafe = base64.replaceAll('+', '-').replaceAll('/', '_')
    const plain = given.replaceAll('-', '+').replaceAll('_', '/')
    return given.toLowerCase().includes(hmac(secret, body, 'hex')) || given.includes(urlSafe) || plain.includes(base64)
  })
}
