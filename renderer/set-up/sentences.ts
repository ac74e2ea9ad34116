import type { Named } from '../../src/api/desk'
import { counting } from '../../src/core/words'
import { shownDay } from '../words/moments'
import type { StepNumber } from './steps'
import type { Given, Sides } from './use-set-up'
import { blockAt, pairsOf, textAt, type Values } from './values'

type Said = (given: Given, sides: Sides) => string

/** What a step asks for, and the sentence that it folds to once it was answered. */
export const titles: Readonly<Record<StepNumber, string>> = {
  1: 'Your shop in Vend',
  2: 'Your warehouse',
  3: 'Your outlets, and where their stock lies',
  4: 'What is sent, and from when',
  5: 'At once, or by scan only',
  6: 'Save and test',
}

export const sentences: Readonly<Record<StepNumber, Said>> = {
  1: ({ values }, { vend }) => {
    const store = shortStore(textAt(blockAt(values, 'vend'), 'store'))
    return `Vend: ${store}${vend ? `, ${counting(vend.outlets.length, 'outlet')} readable` : ''}`
  },
  2: ({ values, warehouses }, { warehouse }) => {
    const block = blockAt(values, 'warehouse')
    const name = warehouses.find(({ kind }) => kind === block.kind)?.name ?? 'not chosen'
    const locations = warehouse ? `, ${counting(warehouse.locations.length, 'location')}` : ''
    return `Warehouse: ${name} at ${withoutScheme(textAt(block, 'url'))}${locations}`
  },
  3: ({ values, outlets, locations }, sides) => {
    const pairs = pairsOf(values) ?? []
    const names = namesIn([...outlets, ...(sides.vend?.outlets ?? [])])
    const places = namesIn([...locations, ...(sides.warehouse?.locations ?? [])])
    const shown = pairs.map(({ outlet, location }) => [names.get(outlet), places.get(location)] as const)
    const isKnown = shown.every(([outlet, location]) => outlet !== undefined && location !== undefined)
    const first = shown.slice(0, 3).map(([outlet = '', location = '']) => `${outlet} → ${location}`)
    const more = shown.length > 3 ? `, and ${shown.length - 3} more` : ''
    if (!isKnown || pairs.length === 0) return `Ours: ${counting(pairs.length, 'outlet')}`
    return `Ours: ${first.join(', ')}${more}`
  },
  4: ({ values }) => {
    const sends = values.sendStockAdjustments
    if (sends !== true && sends !== 'watch') return 'Sending is off: nothing goes to the warehouse'
    const from = textAt(values, 'from')
    const start = from === '' ? 'from the first look on' : `from ${shownDay(Date.parse(from))} on`
    return `Stock adjustments are ${sends === 'watch' ? 'only watched' : 'sent'} ${start}; transfers when ${transferOn(values)}`
  },
  5: ({ values }) => {
    const block = blockAt(values, 'realTime')
    const minutes = textAt(values, 'scanEveryMinutes') || '5'
    const every = minutes === '1' ? 'every minute' : `every ${minutes} minutes`
    const via = ways[textAt(block, 'via')]
    return via === undefined ? `By scan only, ${every}` : `At once ${via}, and by scan ${every}`
  },
  6: ({ stands, begun }) => (!stands ? 'Not saved yet' : begun ? 'Changed, and not saved yet' : 'Saved and in use'),
}

const ways: Readonly<Record<string, string>> = {
  'own-address': 'at your own address',
  ssh: 'through your SSH server',
  ngrok: 'through ngrok',
}

export function transferOn(values: Values): 'sent' | 'received' {
  return values.transferOn === 'received' ? 'received' : 'sent'
}

function namesIn(all: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(all.map(({ id, name }) => [id, name]))
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//i, '')
}

function shortStore(store: string): string {
  return withoutScheme(store).replace(/\.(retail\.lightspeed\.app|vendhq\.com)\/?$/i, '')
}
