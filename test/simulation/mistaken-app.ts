import { openApp, type World } from '../../src/app'
import type { OutgoingDocument, WarehouseLine } from '../../src/core/document'
import type { SimulatedApp } from './simulated-app'

/** What an app can get wrong with a warehouse that books in pieces and gives its items names of its own. */
export type ItemMistake =
  | 'books a begun document again under a new name'
  | 'takes a document booked in part as delivered whole'
  | 'corrects on the item that is matched now'

/** The real app with one mistake put between it and the warehouse: it shows that the model finds each. */
export function mistakenApp(mistake: ItemMistake): (world: World) => SimulatedApp {
  const make = mistakes[mistake]
  // One shop's world keeps its clock over restarts.
  const memories = new WeakMap<World['clock'], Map<string, string>>()
  return (world) => {
    const memory = memories.get(world.clock) ?? new Map<string, string>()
    memories.set(world.clock, memory)
    return make(world, memory)
  }
}

const mistakes: Readonly<Record<ItemMistake, (world: World, memory: Map<string, string>) => SimulatedApp>> = {
  'books a begun document again under a new name': (world, renamed) => {
    const port = world.warehouse
    const newName = (reference: string) => renamed.get(reference) ?? reference
    const app = openApp({
      ...world,
      warehouse: {
        ...port,
        push: (document, signal) => port.push({ ...document, reference: newName(document.reference) }, signal),
        find: async (document, signal) => {
          const found = await port.find({ ...document, reference: newName(document.reference) }, signal)
          if (found.kind !== 'begun') return found
          renamed.set(document.reference, `N${renamed.size.toString()}`)
          return { kind: 'absent' }
        },
      },
    })
    const history = () =>
      app.history().map((one) => ({ ...one, reference: one.reference === null ? null : newName(one.reference) }))
    return { ...app, history }
  },
  'takes a document booked in part as delivered whole': (world) =>
    openApp({
      ...world,
      warehouse: {
        ...world.warehouse,
        push: async (document, signal) => {
          const outcome = await world.warehouse.push(document, signal)
          return outcome.kind === 'partly' ? { kind: 'delivered', number: outcome.number } : outcome
        },
      },
    }),
  'corrects on the item that is matched now': (world, told) => {
    const port = world.warehouse
    const app: SimulatedApp = openApp({
      ...world,
      warehouse: {
        ...port,
        push: (document, signal) => port.push(onMatchedItems(document, app, told), signal),
        find: (document, signal) => port.find(onMatchedItems(document, app, told), signal),
      },
    })
    return app
  },
}

/** Remembers which items were sent because they were matched; a later document of the consignment follows the match. */
function onMatchedItems(document: OutgoingDocument, app: SimulatedApp, told: Map<string, string>): OutgoingDocument {
  const matches = new Map(app.matches().map(({ sku, item }) => [sku, item]))
  const lines = new Map<string, WarehouseLine>()
  for (const line of document.lines) {
    const name = `${document.source.consignmentId} ${line.sku}`
    const match = matches.get(line.sku)
    if (match === line.item) told.set(name, line.item)
    const item = told.get(name) === line.item ? (match ?? line.item) : line.item
    const before = lines.get(item)
    lines.set(item, { ...line, item, quantity: (before?.quantity ?? 0n) + line.quantity })
  }
  return { ...document, lines: [...lines.values()].filter(({ quantity }) => quantity !== 0n) }
}
