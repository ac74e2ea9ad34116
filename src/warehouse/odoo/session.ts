import { z } from 'zod'
import { answered, type Answer } from './answer'
import { ask, type Asking } from './ask'
import { readFields, type Fields } from './fields'
import { id, ids, text } from './schema'

/** What stays the same for one user of one Odoo. */
export type Session = {
  readonly user: string
  /** The companies whose stock this user may see, at least one; ids. */
  readonly companies: readonly string[]
  /** Of the user, for names of goods: "en_US". */
  readonly language: string | null
  readonly fields: Fields
}

const userAnswer = z.array(z.object({ id, company_ids: ids, lang: text }))

export async function openSession(asking: Asking): Promise<Answer<Session>> {
  const user = await asking.odoo.user(asking.signal)
  if (!user.ok) return user
  const fields = await readFields(asking)
  if (!fields.ok) return fields
  const args = { ids: [Number(user.value)], fields: ['company_ids', 'lang'] }
  const own = await ask(asking, 'res.users', 'read', args, userAnswer)
  if (!own.ok) return own
  const [{ company_ids: companies, lang: language } = { company_ids: [], lang: null }] = own.value
  return answered({ user: user.value, companies, language, fields: fields.value })
}

/** In which companies a call looks: all of the user's, or one alone. */
export function contextOf({ companies, language }: Session, company: string | null = null): Record<string, unknown> {
  const allowed = company === null ? companies : [company]
  return {
    ...(language === null ? {} : { lang: language }),
    ...(allowed.length === 0 ? {} : { allowed_company_ids: allowed.map(Number) }),
  }
}
