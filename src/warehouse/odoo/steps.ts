import { z } from 'zod'
import type { Outcome } from '../../core/outcome'
import { isMissingRight, type Answer, type Refusal, type Trouble } from './answer'
import { ask } from './ask'
import { giveUp } from './give-up'
import { readStockItems } from './items'
import { nextPieces } from './pieces'
import { unanswered } from './question'
import { mayBook } from './rights'
import { ids } from './schema'
import * as say from './sentences'
import { contextOf } from './session'
import type { Standing } from './standing'
import { readStanding } from './transfers'
import { unbookable } from './unbookable'
import { toValues } from './values'
import type { Ours, Work } from './work'

/** What a step came to: it stands otherwise now, or there is nothing more to do. */
export type Step =
  { readonly kind: 'stands'; readonly standing: Standing } | { readonly kind: 'ended'; readonly outcome: Outcome }

/** Makes the next transfers, in one call and so all or none. */
export async function make(work: Work, before: Ours): Promise<Step> {
  const { asking, session, document, grounds } = work
  const { host } = asking.odoo
  const missing = before.missing
  const read = await readStockItems(
    asking,
    session,
    missing.map(({ item }) => item),
    grounds.company,
  )
  if (!read.ok) return notYet(work, before, read.trouble)
  const items = read.value
  const problems = missing.flatMap((line) => unbookable(host, document.place, line, items.get(line.item)))
  if (problems.length > 0) return ended(await giveUp(work, before, problems))
  const own = [...before.open, ...before.done, ...before.cancelled].map(({ name }) => name)
  const taken = new Set([...own, ...before.others])
  const pieces = nextPieces(document, missing, (item) => items.get(item)?.lossLocation ?? '', taken, asking.linesAtOnce)
  const about = {
    source: document.source,
    fields: session.fields,
    transferType: grounds.transferType,
    unitOf: (item: string) => items.get(item)?.unit ?? '',
  }
  const context = contextOf(session, grounds.company)
  const args = { vals_list: pieces.map((piece) => toValues(piece, about)), context }
  const made = await ask(asking, 'stock.picking', 'create', args, ids)
  const said = made.ok ? null : made.trouble
  if (said?.kind === 'lost') return unsure(host, said.what)
  if (said && said.kind !== 'refused') return notYet(work, before, said)
  const after = await look(work)
  // Nothing is booked by making alone.
  if (!after.ok) return notYet(work, before, after.trouble)
  if (!said) return stands(after.value)
  // Whoever was faster has made them, or others, under the same names, which is why ours were refused.
  const now = after.value
  if (now.kind !== 'ours' || now.missing.length < missing.length || now.others.length > before.others.length)
    return stands(now)
  return refused(work, now, said)
}

/** Books the transfers that stand there, in one call and so all or none. */
export async function book(work: Work, before: Ours): Promise<Step> {
  const { asking, session, grounds } = work
  const { host } = asking.odoo
  const args = { ids: before.open.map(({ id }) => Number(id)), context: contextOf(session, grounds.company) }
  const booked = await ask(asking, 'stock.picking', 'button_validate', args, z.unknown())
  const after = await look(work)
  if (!after.ok) {
    if (!booked.ok && booked.trouble.kind !== 'lost') return notYet(work, before, booked.trouble)
    return unsure(host, whatHappened(!booked.ok && booked.trouble.kind === 'lost' ? booked.trouble : after.trouble))
  }
  const now = after.value
  if (now.kind === 'other' || now.done.length > before.done.length || now.cancelled.length > 0) return stands(now)
  // A wizard, of which Odoo tells as if all were well.
  if (booked.ok) {
    if (now.open.length < before.open.length) return stands(now)
    return ended(await giveUp(work, now, [{ code: 'asked-back', message: say.askedBack(host) }]))
  }
  if (booked.trouble.kind === 'lost') return unsure(host, booked.trouble.what)
  if (booked.trouble.kind !== 'refused') return notYet(work, now, booked.trouble)
  // Somebody took them away meanwhile: they are made again.
  if (now.open.length < before.open.length) return stands(now)
  return refused(work, now, booked.trouble)
}

/** Odoo said no. Whether it means this document or this user's rights, its class of error does not tell. */
async function refused(work: Work, now: Ours, trouble: Refusal): Promise<Step> {
  const { host } = work.asking.odoo
  if (isMissingRight(trouble)) {
    const may = await mayBook(work.asking)
    if (!may.ok) return notYet(work, now, may.trouble)
    if (!may.value) return notYet(work, now, trouble)
  }
  const message = say.refusedWith(host, trouble.said)
  return ended(await giveUp(work, now, [{ code: trouble.name, message }]))
}

/** Not now, and nothing more of it is booked than before. */
function notYet({ asking }: Work, { done }: Ours, what: Trouble): Step {
  const later = unanswered(asking.odoo.host, what)
  if (done.length === 0) return ended(later)
  return ended({ kind: 'unsure', text: say.begunOnly(asking.odoo.host, later.text) })
}

function look({ asking, session, document, grounds }: Work): Promise<Answer<Standing>> {
  return readStanding(asking, session, document, grounds.company)
}

function whatHappened(what: Trouble): string {
  return what.kind === 'lost' ? what.what : 'could not be asked what became of it'
}

function unsure(host: string, what: string): Step {
  return ended({ kind: 'unsure', text: say.maybeBooked(host, what) })
}

function ended(outcome: Outcome): Step {
  return { kind: 'ended', outcome }
}

function stands(standing: Standing): Step {
  return { kind: 'stands', standing }
}
