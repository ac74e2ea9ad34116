import { z } from 'zod'
import type { SetupActs, WarehouseForm } from '../api/desk'
import { dropSetupDraft, readSetupDraft, writeSetupDraft } from '../settings/setup-draft'
import { readShopSettings } from '../settings/shop-settings'
import type { Connector } from '../warehouse/connector'
import { connectors } from '../warehouse/registry'
import { lookAtVend, lookAtWarehouse } from './ask-sides'
import { enteredOf, enteredOver, withoutSecrets, type Entered, type SecretFields } from './entered'
import { authorizedKeyOf, checkSetup, keepSetup, setupProblems, type CheckedSetup } from './set-up'
import { disconnectFolder } from './disconnect'
import type { Folder } from './shop-folder'

const every: readonly Connector[] = Object.values<Connector>(connectors)

/** Every warehouse system, with what a person enters about it. */
export const warehouseForms: readonly WarehouseForm[] = every.map(({ kind, capabilities, form }) => ({
  kind,
  name: capabilities.name,
  form: z.toJSONSchema(form, { io: 'input' }),
}))

const secretsOf: Readonly<Record<string, readonly string[]>> = {
  vend: ['token', 'clientSecret'],
  warehouse: [...new Set(every.flatMap(({ secretFields }) => secretFields))],
  realTime: ['ngrok.authToken'],
}
const secretFields: SecretFields = (section) => secretsOf[section] ?? []

/** How far somebody came stands beside what they entered, and is no part of a set-up. */
const reachedName = 'reached'

/** What is done to a folder while no engine runs for it; answers what stands in the way. */
export type Keep = () => string | null | Promise<string | null>

/**
 * The set-up of a folder by screens. `taken`: closes the engine that runs, has the set-up kept, and starts it on that;
 * answers what stands in the way.
 */
export function setupDesk(folder: Folder, taken: (keep: Keep) => Promise<string | null>): SetupActs {
  const { dataDir, keys } = folder
  /** What stands, what was entered since, and what both come to. */
  const look = () => {
    const read = readShopSettings(dataDir, keys)
    const draft = readSetupDraft(dataDir, keys)
    const standing: Entered = read.kind === 'ok' ? enteredOf(read.settings, read.secrets) : {}
    return {
      settings: read.kind === 'ok' ? read.settings : null,
      standing,
      draft,
      entered: setUpBy({ ...standing, ...draft }),
    }
  }
  const entered = (): Entered => look().entered
  return {
    warehouses: warehouseForms,
    given: () => {
      const { settings, draft, entered: all } = look()
      const pairs = settings?.outlets ?? []
      return {
        ...withoutSecrets(all, secretFields),
        stands: settings !== null,
        begun: Object.keys(setUpBy(draft)).length > 0,
        reached: typeof draft[reachedName] === 'number' ? draft[reachedName] : 1,
        outlets: pairs.map(({ outlet }) => outlet),
        locations: pairs.map(({ location }) => location),
      }
    },
    authorizedKey: async () => {
      const read = readShopSettings(dataDir, keys)
      return read.kind === 'ok' ? authorizedKeyOf(read.settings, read.secrets) : null
    },
    keep: (sections) => {
      try {
        const { draft, standing } = look()
        writeSetupDraft(dataDir, { ...draft, ...enteredOver([draft, standing], sections, secretFields) }, keys)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        return {
          kind: 'obstacle',
          text: `What you entered could not be kept on the disk (${why}). See: stocktray doctor`,
        }
      }
      const names = Object.keys(sections)
      const problems = setupProblems(entered()).filter(({ path }) => names.includes(/^\w*/.exec(path)?.[0] ?? ''))
      return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'done' }
    },
    vend: (signal) => lookAtVend(entered(), signal),
    warehouse: (signal) => lookAtWarehouse(entered(), signal),
    save: async (signal) => {
      const answer = await checkSetup(folder, entered(), { test: true }, signal)
      if (!answer.ok && answer.kind === 'wrong') return { kind: 'wrong', problems: answer.problems }
      if (!answer.ok) return { kind: 'unreachable', text: answer.text }
      const obstacle = await taken(() => keepAndForget(folder, answer.checked))
      if (obstacle !== null) return { kind: 'obstacle', text: obstacle }
      const { warnings, authorizedKey } = answer.checked
      return { kind: 'done', warnings, authorizedKey }
    },
    forget: () => dropSetupDraft(dataDir),
    disconnect: async (force, signal) => {
      let said = ''
      const obstacle = await taken(async () => {
        const done = await disconnectFolder(folder, { force, signal })
        if (!done.ok) return done.text
        said = done.said
        return null
      })
      return obstacle === null ? { kind: 'done', said } : { kind: 'obstacle', text: obstacle }
    },
  }
}

/** What a set-up file would say; null stands for what was taken out again. */
function setUpBy(entered: Entered): Entered {
  return Object.fromEntries(Object.entries(entered).filter(([name, value]) => name !== reachedName && value !== null))
}

function keepAndForget(folder: Folder, checked: CheckedSetup): string | null {
  const obstacle = keepSetup(folder, checked)
  if (obstacle === null) dropSetupDraft(folder.dataDir)
  return obstacle
}
