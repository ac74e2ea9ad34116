import axios from 'axios'
import type { Capabilities, WarehousePort } from '../../core/ports/warehouse'
import { defineConnector } from '../connector'
import { createClient } from '../wire/client'
import { answered, type Answer } from './answer'
import type { Asking } from './ask'
import { find, inconclusive } from './find'
import { lookUpItems, readItems, similarItems } from './items'
import { keyNotices } from './key'
import { onHand } from './on-hand'
import { linesAtOnce } from './pieces'
import { readLocations } from './places'
import { push } from './push'
import { toQuestion, unanswered } from './question'
import { mayBook } from './rights'
import { missingRight } from './sentences'
import { openSession, type Session } from './session'
import { odooForm } from './settings'
import { createTransport } from './transport'

/** Longer than Odoo's own limit of 120 s by default (limit_time_real), so that mostly it answers before we give up. */
const patienceMs = 150_000

/** So often names of fields, rights and companies are read anew: Odoo may be upgraded while we run. */
const sessionLastsMs = 15 * 60_000

function capabilitiesOf(mostLines: number): Capabilities {
  const operation = {
    mostLines,
    longestReference: 50,
    repeat: 'refused-by-name',
    settleAfterMs: 0,
    limit: '429',
  } as const
  return {
    name: 'Odoo',
    stocktake: operation,
    stockTransfer: { ...operation, inTransit: false },
    negativeStock: 'warned',
    onHand: true,
  }
}

/** Odoo 14 and later, with the Inventory app: every document becomes internal transfers, validated at once. */
export const odooConnector = defineConnector({
  kind: 'odoo',
  capabilities: capabilitiesOf(linesAtOnce),
  form: odooForm,
  create: ({ url, database, login, apiKey }, world): WarehousePort => {
    const { clock, timeoutMs = patienceMs } = world
    const atOnce = Math.min(world.mostLines ?? linesAtOnce, linesAtOnce)
    const client = createClient({ http: world.http ?? axios.create(), base: url, headers: {}, timeoutMs })
    const { host } = client
    const odoo = createTransport(client, { database, login, apiKey }, () => clock.now())
    let known: { readonly session: Session; readonly until: number } | null = null
    const within = async <T>(
      signal: AbortSignal,
      question: (asking: Asking, session: Session) => Promise<Answer<T>>,
    ): Promise<Answer<T>> => {
      const asking = { odoo, signal, linesAtOnce: atOnce }
      if (known === null || clock.now() >= known.until) {
        const opened = await openSession(asking)
        if (!opened.ok) return opened
        known = { session: opened.value, until: clock.now() + sessionLastsMs }
      }
      const answer = await question(asking, known.session)
      // After an upgrade, yesterday's names are what is wrong.
      if (!answer.ok) known = null
      return answer
    }
    return {
      id: `${url}/${database}`,
      capabilities: capabilitiesOf(atOnce),
      check: async (signal) => {
        const checked = await within(signal, async (asking, session) => {
          const may = await mayBook(asking)
          if (!may.ok) return may
          return answered({ may: may.value, notices: await keyNotices(asking, session, clock.now()) })
        })
        if (!checked.ok) return toQuestion(host, checked)
        if (!checked.value.may) return { kind: 'unauthorised', text: missingRight(host) }
        return { kind: 'ok', value: checked.value.notices }
      },
      locations: async (signal) => toQuestion(host, await within(signal, readLocations)),
      lookUpItems: async (skus, signal) =>
        toQuestion(host, await within(signal, (asking, session) => lookUpItems(asking, session, skus))),
      readItems: async (items, signal) =>
        toQuestion(host, await within(signal, (asking, session) => readItems(asking, session, items))),
      similarItems: async (sku, barcodes, signal) =>
        toQuestion(host, await within(signal, (asking, session) => similarItems(asking, session, sku, barcodes))),
      onHand: async (at, signal) => {
        // What goes wrong with it says nothing about the session, which the booking after it is to find as it was.
        const asked = await within(signal, async (asking, session) => answered(await onHand(asking, session, at)))
        return toQuestion(host, asked.ok ? asked.value : asked)
      },
      push: async (document, signal) => {
        const pushed = await within(signal, async (asking, session) => answered(await push(asking, session, document)))
        const outcome = pushed.ok ? pushed.value : unanswered(host, pushed.trouble)
        if (['retry', 'unsure', 'unauthorised'].includes(outcome.kind)) known = null
        return outcome
      },
      find: async (document, signal) => {
        const found = await within(signal, async (asking, session) => answered(await find(asking, session, document)))
        const lookUp = found.ok ? found.value : inconclusive(host, found.trouble)
        if (['inconclusive', 'unauthorised'].includes(lookUp.kind)) known = null
        return lookUp
      },
    }
  },
})
