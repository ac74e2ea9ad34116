import type { Acted, PlaceActs } from '../api/desk'
import { connectWarehouse } from '../app'
import { readSetupDraft, writeSetupDraft } from '../settings/setup-draft'
import { enteredOf } from './entered'
import { realClock } from './real-world'
import { checkSetup, keepSetup } from './set-up'
import { readShop, type Folder } from './shop-folder'

type Pair = Parameters<PlaceActs['map']>[0]

/**
 * The places of the shop that runs. `folder`: its data folder; `taken`: closes its engine, has the set-up kept, and
 * starts it on that; answers what stands in the way.
 */
export function placeActs(
  folder: () => Folder,
  taken: (keep: () => string | null) => Promise<string | null>,
): PlaceActs {
  return {
    locations: async (signal) => {
      const read = readShop(folder())
      if (!read.ok) return { kind: 'obstacle', text: read.text }
      const connected = connectWarehouse(read.shop.settings, read.shop.secrets, realClock)
      if (!connected.ok) return { kind: 'obstacle', text: connected.text }
      const { port } = connected
      const answer = await port.locations(signal)
      if (answer.kind !== 'ok') return { kind: 'unreachable', text: answer.text }
      const locations = answer.value.map(({ id, name }) => ({ id, name }))
      return { kind: 'done', warehouse: port.capabilities.name, locations }
    },
    map: (pair, signal) => mapOutlet(folder(), pair, taken, signal),
  }
}

/** Adds an outlet to the set-up that stands, on the same checked path as a set-up; what was entered and not saved stays that. */
async function mapOutlet(
  folder: Folder,
  { outletId, locationId, from }: Pair,
  taken: (keep: () => string | null) => Promise<string | null>,
  signal: AbortSignal,
): Promise<Acted> {
  const read = readShop(folder)
  if (!read.ok) return { kind: 'obstacle', text: read.text }
  const { settings, secrets } = read.shop
  if (settings.outlets.some(({ outlet }) => outlet.id === outletId))
    return { kind: 'obstacle', text: 'This outlet has a location already. Change it in Set-up.' }
  const pair = { outlet: outletId, location: locationId }
  const { outlets, ...rest } = enteredOf(settings, secrets)
  const entered = {
    ...rest,
    outlets: [...(Array.isArray(outlets) ? (outlets as readonly unknown[]) : []), pair],
    // Only an outlet that begins now reads it: those that run keep the start that they have.
    from: from === null ? undefined : new Date(from).toISOString(),
  }
  const answer = await checkSetup(folder, entered, { test: true }, signal)
  if (!answer.ok && answer.kind === 'wrong')
    return { kind: 'wrong', text: answer.problems.map(({ text }) => text).join(' ') }
  if (!answer.ok) return answer
  const obstacle = await taken(() => keepSetup(folder, answer.checked))
  if (obstacle !== null) return { kind: 'obstacle', text: obstacle }
  addToDraft(folder, pair)
  return { kind: 'done' }
}

/** A draft that names its outlets would take this one away again when it is saved. */
function addToDraft({ dataDir, keys }: Folder, pair: { readonly outlet: string; readonly location: string }): void {
  const draft = readSetupDraft(dataDir, keys)
  if (Array.isArray(draft.outlets))
    writeSetupDraft(dataDir, { ...draft, outlets: [...(draft.outlets as readonly unknown[]), pair] }, keys)
}
