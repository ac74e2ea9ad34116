import { z } from 'zod'
import type { Looked, Named } from '../api/desk'
import { connectVend, connectWarehouse } from '../app'
import { check } from '../settings/problems'
import { secretText } from '../settings/secret-text'
import { defaultApiVersion } from '../settings/setup-schema'
import { readStoreAddress } from '../vend/store-address'
import type { Connector } from '../warehouse/connector'
import { connectors, warehouseEntry } from '../warehouse/registry'
import { checkBudget } from './checks/check-budget'
import { impatientClock } from './checks/impatient-clock'
import type { Entered } from './entered'
import { realClock } from './real-world'

/** For all the answers of one side, ms. */
const patienceMs = 60_000

const vendSchema = z.object({
  store: z.string().trim().min(1),
  token: secretText,
  apiVersion: z.string().default(defaultApiVersion),
})

/** Asks Vend for its outlets with what was entered. A token that it does not accept is wrong, and anything else its silence. */
export async function lookAtVend(
  { vend }: Entered,
  signal: AbortSignal,
): Promise<Looked<{ readonly store: string; readonly outlets: readonly Named[] }>> {
  const read = check(vendSchema, vend ?? {}, ['vend'])
  const written = z.object({ store: z.string().trim().min(1) }).safeParse(vend)
  const address = written.success ? readStoreAddress(written.data.store) : null
  const unread = address?.ok === false ? [{ path: 'vend.store', text: address.text }] : []
  if (!read.ok || !address?.ok) return { kind: 'wrong', problems: [...unread, ...(read.ok ? [] : read.problems)] }
  const { apiVersion, token } = read.value
  const store = address.origin
  const giveUp = new AbortController()
  const clock = impatientClock(realClock, () => giveUp.abort())
  const connected = connectVend({ vend: { store, apiVersion } }, { vendToken: token }, clock).vend
  const within = AbortSignal.any([signal, AbortSignal.timeout(patienceMs), giveUp.signal])
  const outlets = await connected.outlets(within)
  if (outlets.ok) return { kind: 'done', store, outlets: outlets.value.map(named) }
  const { problem } = outlets
  if (problem.kind === 'unauthorised') return { kind: 'wrong', problems: [{ path: 'vend.token', text: problem.text }] }
  const text = giveUp.signal.aborted ? checkBudget(connected.budget(), null).text : problem.text
  return { kind: 'unreachable', text }
}

/** Asks the warehouse whether our account is good, and for its locations. */
export async function lookAtWarehouse(
  { warehouse }: Entered,
  signal: AbortSignal,
): Promise<
  Looked<{ readonly name: string; readonly locations: readonly Named[]; readonly notices: readonly string[] }>
> {
  const read = check(warehouseEntry, warehouse ?? {}, ['warehouse'])
  if (!read.ok) return { kind: 'wrong', problems: read.problems }
  const { settings, secrets } = read.value
  const connected = connectWarehouse({ warehouse: settings }, { warehouse: secrets }, realClock)
  if (!connected.ok) return { kind: 'wrong', problems: [{ path: 'warehouse', text: connected.text }] }
  const { port } = connected
  const within = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
  const account = await port.check(within)
  const locations = account.kind === 'ok' ? await port.locations(within) : account
  if (account.kind === 'ok' && locations.kind === 'ok') {
    const notices = account.value.map(({ text }) => text)
    return { kind: 'done', name: port.capabilities.name, locations: locations.value.map(named), notices }
  }
  const problem = account.kind === 'ok' ? locations : account
  const text = problem.kind === 'ok' ? '' : problem.text
  const every: readonly Connector[] = Object.values<Connector>(connectors)
  const [secret] = every.find(({ kind }) => kind === settings.kind)?.secretFields ?? []
  if (problem.kind === 'unauthorised' && secret !== undefined)
    return { kind: 'wrong', problems: [{ path: `warehouse.${secret}`, text }] }
  return { kind: 'unreachable', text }
}

function named({ id, name }: Named): Named {
  return { id, name }
}
