import axios from 'axios'
import type { Capabilities, Item, WarehousePort } from '../../core/ports/warehouse'
import { defineConnector } from '../connector'
import { createClient } from './client'
import { judgeFind, judgePush, judgeQuestion, type Judging } from './judge'
import { toCall, toItems, toLocations } from './map'
import { itemsAnswer, locationsAnswer } from './schema'
import { httpForm } from './settings'

/** So many SKUs are asked for in one request. */
const lookUpAtMost = 500
/** Of the warehouse's own words, so that one sentence stays one. */
const longestWords = 300

const capabilities: Capabilities = {
  name: 'In-house warehouse',
  transfers: true,
  mostLines: null,
  longestReference: 100,
  repeat: 'refused-by-key',
  settleAfterMs: 60_000,
}

/** The plain JSON warehouse, for in-house systems. */
export const httpConnector = defineConnector({
  kind: 'http',
  capabilities,
  form: httpForm,
  create: ({ url, token, settleAfterSeconds }, world): WarehousePort => {
    const { clock, timeoutMs = 30_000 } = world
    const client = createClient({ http: world.http ?? axios.create(), base: url, token, timeoutMs })
    const judging = (): Judging => ({
      host: client.host,
      now: clock.now(),
      clean: (text) =>
        text
          .replaceAll(token, '…')
          .replace(/[\p{Cc}\s]+/gu, ' ')
          .slice(0, longestWords),
    })
    return {
      id: url,
      capabilities: { ...capabilities, settleAfterMs: settleAfterSeconds * 1_000 },
      locations: async (signal) => {
        const exchange = await client.send({ method: 'GET', path: '/locations' }, signal)
        const answer = judgeQuestion(exchange, locationsAnswer, judging())
        return answer.kind === 'ok' ? { kind: 'ok', value: toLocations(answer.value) } : answer
      },
      lookUpItems: async (skus, signal) => {
        const asked = [...new Set(skus)]
        const items = new Map<string, Item>()
        for (let from = 0; from < asked.length; from += lookUpAtMost) {
          const some = asked.slice(from, from + lookUpAtMost)
          const exchange = await client.send({ method: 'POST', path: '/items/lookup', body: { skus: some } }, signal)
          const answer = judgeQuestion(exchange, itemsAnswer, judging())
          if (answer.kind !== 'ok') return answer
          for (const [sku, item] of toItems(some, answer.value)) items.set(sku, item)
        }
        return { kind: 'ok', value: items }
      },
      push: async (document, signal) => judgePush(await client.send(toCall(document), signal), judging()),
      find: async (kind, reference, signal) => {
        const path = `/documents/${encodeURIComponent(reference)}`
        return judgeFind(await client.send({ method: 'GET', path }, signal), kind, judging())
      },
    }
  },
})
