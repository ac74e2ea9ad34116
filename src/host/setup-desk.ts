import { z } from 'zod'
import type { Looked, Named, SetupActs, WarehouseForm } from '../api/desk'
import { connectVend, connectWarehouse } from '../app'
import { dropSetupDraft, readSetupDraft, writeSetupDraft } from '../settings/setup-draft'
import { check } from '../settings/problems'
import { defaultApiVersion } from '../settings/setup-schema'
import { readShopSettings } from '../settings/shop-settings'
import { readStoreAddress } from '../vend/store-address'
import { connectors, warehouseEntry } from '../warehouse/registry'
import type { Connector } from '../warehouse/connector'
import { enteredOf, enteredOver, withoutSecrets, type Entered, type SecretFields } from './entered'
import { realClock } from './real-world'
import { checkSetup, keepSetup, type CheckedSetup } from './set-up'

const every: readonly Connector[] = Object.values<Connector>(connectors)

/** Every warehouse system, with what a person enters about it. */
export const warehouseForms: readonly WarehouseForm[] = every.map(({ kind, capabilities, form }) => ({
  kind,
  name: capabilities.name,
  form: z.toJSONSchema(form, { io: 'input' }),
}))

const secretFields: SecretFields = (section, kind) => {
  if (section === 'vend') return ['token', 'clientSecret']
  if (section === 'realTime') return ['ngrok.authToken']
  return section === 'warehouse' ? (every.find((one) => one.kind === kind)?.secretFields ?? []) : []
}

/**
 * The set-up of a folder by screens. `taken`: closes the engine that runs, has the set-up kept, and starts it on that;
 * answers what stands in the way.
 */
export function setupDesk(dataDir: string, taken: (keep: () => string | null) => Promise<string | null>): SetupActs {
  const standing = (): Entered => {
    const read = readShopSettings(dataDir)
    return read.kind === 'ok' ? enteredOf(read.settings, read.secrets) : {}
  }
  const entered = (): Entered => ({ ...standing(), ...readSetupDraft(dataDir) })
  return {
    warehouses: warehouseForms,
    given: () => {
      const read = readShopSettings(dataDir)
      const pairs = read.kind === 'ok' ? read.settings.outlets : []
      return {
        ...withoutSecrets(entered(), secretFields),
        stands: read.kind === 'ok',
        outlets: pairs.map(({ outlet }) => outlet),
        locations: pairs.map(({ location }) => location),
      }
    },
    keep: (sections) => {
      try {
        const before = entered()
        const next = enteredOver(before, sections, secretFields)
        const changed = Object.keys({ ...readSetupDraft(dataDir), ...sections })
        writeSetupDraft(dataDir, Object.fromEntries(changed.map((name) => [name, next[name]])))
        return null
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        return `What you entered could not be kept on the disk (${why}). See: stocktray doctor`
      }
    },
    vend: (signal) => lookAtVend(entered(), signal),
    warehouse: (signal) => lookAtWarehouse(entered(), signal),
    save: async (signal) => {
      const answer = await checkSetup(dataDir, entered(), { test: true }, signal)
      if (!answer.ok && answer.kind === 'wrong') return { kind: 'wrong', problems: answer.problems }
      if (!answer.ok) return { kind: 'unreachable', text: answer.text }
      const obstacle = await taken(() => keepAndForget(dataDir, answer.checked))
      if (obstacle !== null) return { kind: 'obstacle', text: obstacle }
      const { warnings, authorizedKey } = answer.checked
      return { kind: 'done', warnings, authorizedKey }
    },
    forget: () => dropSetupDraft(dataDir),
  }
}

function keepAndForget(dataDir: string, checked: CheckedSetup): string | null {
  const obstacle = keepSetup(dataDir, checked)
  if (obstacle === null) dropSetupDraft(dataDir)
  return obstacle
}

const vendSchema = z.object({
  store: z.string({ error: 'is missing' }).trim().min(1, 'is missing'),
  token: z.string({ error: 'is missing' }).trim().min(1, 'is missing'),
  apiVersion: z.string().default(defaultApiVersion),
})

async function lookAtVend(
  { vend }: Entered,
  signal: AbortSignal,
): Promise<Looked<{ store: string; outlets: readonly Named[] }>> {
  const read = check(vendSchema, vend ?? {}, ['vend'])
  if (!read.ok) return { kind: 'wrong', problems: read.problems }
  const address = readStoreAddress(read.value.store)
  if (!address.ok) return { kind: 'wrong', problems: [{ path: 'vend.store', text: address.text }] }
  const { apiVersion, token } = read.value
  const store = address.origin
  const connected = connectVend({ vend: { store, apiVersion } }, { vendToken: token }, realClock)
  const outlets = await connected.vend.outlets(signal)
  if (outlets.ok) return { kind: 'done', store, outlets: outlets.value.map(named) }
  const { problem } = outlets
  if (problem.kind === 'unauthorised') return { kind: 'wrong', problems: [{ path: 'vend.token', text: problem.text }] }
  return { kind: 'unreachable', text: problem.text }
}

async function lookAtWarehouse(
  { warehouse }: Entered,
  signal: AbortSignal,
): Promise<Looked<{ name: string; locations: readonly Named[]; notices: readonly string[] }>> {
  const read = check(warehouseEntry, warehouse ?? {}, ['warehouse'])
  if (!read.ok) return { kind: 'wrong', problems: read.problems }
  const { settings, secrets } = read.value
  const connected = connectWarehouse({ warehouse: settings }, { warehouse: secrets }, realClock)
  if (!connected.ok) return { kind: 'wrong', problems: [{ path: 'warehouse', text: connected.text }] }
  const { port } = connected
  const account = await port.check(signal)
  if (account.kind !== 'ok') return { kind: 'unreachable', text: account.text }
  const locations = await port.locations(signal)
  if (locations.kind !== 'ok') return { kind: 'unreachable', text: locations.text }
  const notices = account.value.map(({ text }) => text)
  return { kind: 'done', name: port.capabilities.name, locations: locations.value.map(named), notices }
}

function named({ id, name }: Named): Named {
  return { id, name }
}
