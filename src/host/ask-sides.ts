import { z } from 'zod'
import type { Looked, Named } from '../api/desk'
import { connectVend, connectWarehouse } from '../app'
import { check } from '../settings/problems'
import { secretText } from '../settings/secret-text'
import { readStore } from '../settings/setup-file'
import { defaultApiVersion } from '../settings/setup-schema'
import { readStoreAddress } from '../vend/store-address'
import { connectorOf, warehouseEntry } from '../warehouse/registry'
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
  const store = readStore(vend, readStoreAddress)
  if (!read.ok || typeof store !== 'string') {
    const unread = store === null || typeof store === 'string' ? [] : [store]
    return { kind: 'wrong', problems: [...unread, ...(read.ok ? [] : read.problems)] }
  }
  const { apiVersion, token } = read.value
  const { clock, gaveUp } = impatientClock(realClock)
  const connected = connectVend({ vend: { store, apiVersion } }, { vendToken: token }, clock).vend
  const within = AbortSignal.any([signal, AbortSignal.timeout(patienceMs), gaveUp])
  const outlets = await connected.outlets(within)
  if (outlets.ok) return { kind: 'done', store, outlets: outlets.value.map(named) }
  const { problem } = outlets
  if (problem.kind === 'unauthorised') return { kind: 'wrong', problems: [{ path: 'vend.token', text: problem.text }] }
  const text = gaveUp.aborted ? checkBudget(connected.budget(), null).text : problem.text
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
  const [secret] = connectorOf(settings.kind)?.secretFields ?? []
  if (problem.kind === 'unauthorised' && secret !== undefined)
    return { kind: 'wrong', problems: [{ path: `warehouse.${secret}`, text }] }
  return { kind: 'unreachable', text }
}

function named({ id, name }: Named): Named {
  return { id, name }
}
