import axios from 'axios'
import type { Capabilities, Item, Operation, WarehousePort } from '../../core/ports/warehouse'
import { defineConnector } from '../connector'
import { createClient } from '../wire/client'
import { clean } from '../wire/clean'
import { judgeFind, judgePush, judgeQuestion, type Judging } from '../wire/judge'
import { askOnHand } from './on-hand'
import { readingOf } from './readings'
import { toCall, toItems, toLocations } from './map'
import { itemsAnswer, locationsAnswer } from './schema'
import { httpForm } from './settings'
import { spellingsOf } from './spellings'

/** So many SKUs are asked for in one request. */
const lookUpAtMost = 500

const operation: Operation = {
  mostLines: null,
  longestReference: 100,
  repeat: 'refused-by-key',
  settleAfterMs: 60_000,
  limit: '429',
}

const capabilities = capabilitiesOf(operation)

/** The plain JSON warehouse, for in-house systems. */
export const httpConnector = defineConnector({
  kind: 'http',
  capabilities,
  form: httpForm,
  create: ({ url, token, settleAfterSeconds }, world): WarehousePort => {
    const { clock, timeoutMs = 30_000 } = world
    const client = createClient({
      http: world.http ?? axios.create(),
      base: url,
      headers: { Authorization: `Bearer ${token}` },
      timeoutMs,
    })
    const system = `The warehouse (${client.host})`
    const judging = (): Judging => ({ system, key: 'token', now: clock.now() })
    const reading = readingOf((text) => clean(text, token))
    const locations = async (signal: AbortSignal) => {
      const exchange = await client.send({ method: 'GET', path: '/locations' }, signal)
      return judgeQuestion(exchange, locationsAnswer, judging())
    }
    const lookUpItems: WarehousePort['lookUpItems'] = async (skus, signal) => {
      const asked = [...new Set(skus)]
      const items = new Map<string, readonly Item[]>()
      for (let from = 0; from < asked.length; from += lookUpAtMost) {
        const some = asked.slice(from, from + lookUpAtMost)
        const exchange = await client.send({ method: 'POST', path: '/items/lookup', body: { skus: some } }, signal)
        const answer = judgeQuestion(exchange, itemsAnswer, judging())
        if (answer.kind !== 'ok') return answer
        for (const [sku, found] of toItems(some, answer.value)) items.set(sku, found)
      }
      return { kind: 'ok', value: items }
    }
    return {
      id: url,
      capabilities: capabilitiesOf({ ...operation, settleAfterMs: settleAfterSeconds * 1_000 }),
      check: async (signal) => {
        const answer = await locations(signal)
        return answer.kind === 'ok' ? { kind: 'ok', value: [] } : answer
      },
      locations: async (signal) => {
        const answer = await locations(signal)
        return answer.kind === 'ok' ? { kind: 'ok', value: toLocations(answer.value) } : answer
      },
      lookUpItems,
      readItems: async (items, signal) => {
        const answer = await lookUpItems(items, signal)
        if (answer.kind !== 'ok') return answer
        // A document names an item by its SKU, so of two behind one SKU neither can be read.
        const single = [...answer.value].flatMap(([sku, [item, second]]) =>
          item && !second ? [[sku, item] as const] : [],
        )
        return { kind: 'ok', value: new Map(single) }
      },
      similarItems: async (sku, barcodes, signal) => {
        const answer = await lookUpItems(spellingsOf(sku, barcodes), signal)
        return answer.kind === 'ok' ? { kind: 'ok', value: [...answer.value.values()].flat() } : answer
      },
      onHand: (at, signal) => askOnHand(at, (path) => client.send({ method: 'GET', path }, signal), judging()),
      push: async (document, signal) => judgePush(await client.send(toCall(document), signal), reading, judging()),
      find: async ({ reference }, signal) => {
        const path = `/documents/${encodeURIComponent(reference)}`
        const exchange = await client.send({ method: 'GET', path }, signal)
        return judgeFind(exchange, reading.there, judging())
      },
    }
  },
})

function capabilitiesOf(both: Operation): Capabilities {
  return {
    name: 'In-house warehouse',
    stocktake: both,
    stockTransfer: { ...both, inTransit: false },
    negativeStock: 'refused',
    onHand: true,
  }
}
