import { z } from 'zod'
import type { Notice } from '../../core/ports/warehouse'
import { ask, type Asking } from './ask'
import { id, text } from './schema'
import * as say from './sentences'
import type { Session } from './session'

/** So long before a key ends we begin to say so. */
const noticeMs = 14 * 24 * 60 * 60_000

const keys = z.array(z.object({ id, name: text, expiration_date: text }))

export type Key = { readonly name: string; readonly expires: string | null }

/** Newer versions let a key live 90 days at most. Where they do not show when it ends, nothing is said. */
export async function keyNotices(asking: Asking, session: Session, now: number): Promise<Notice[]> {
  if (!session.fields.keyExpiry) return []
  const args = { domain: [['user_id', '=', Number(session.user)]], fields: ['name', 'expiration_date'] }
  const read = await ask(asking, 'res.users.apikeys', 'search_read', args, keys)
  if (!read.ok) return []
  const own = read.value.map(({ name, expiration_date: expires }) => ({ name: name ?? '', expires }))
  const ending = endingKey(own, now)
  if (ending === null) return []
  return [{ code: 'key-expires', text: say.keyExpires(asking.odoo.host, ending.which, ending.date) }]
}

/** Which key ends within 14 days, as far as can be told: Odoo does not say which of several we use. */
export function endingKey(own: readonly Key[], now: number): { which: string; date: string } | null {
  const living = own.filter(({ expires }) => expires === null || readMoment(expires) > now)
  const named = living.filter(({ name }) => name.toLowerCase().includes('stocktray'))
  const candidates = named.length > 0 ? named : living
  const sorted = [...candidates].sort((a, b) => momentOf(a) - momentOf(b))
  // Of several that bear our name, the last made is in use: whoever made it meant to replace the others.
  const key = named.length > 0 ? sorted.at(-1) : sorted[0]
  if (!key?.expires || readMoment(key.expires) - now > noticeMs) return null
  const which = named.length > 0 || living.length === 1 ? `the key “${key.name}”` : `one of your keys (“${key.name}”)`
  return { which, date: key.expires.slice(0, 10) }
}

function momentOf({ expires }: Key): number {
  return expires === null ? Infinity : readMoment(expires)
}

/** Odoo writes moments in UTC, as "2027-02-22 00:00:00". */
function readMoment(written: string): number {
  return Date.parse(`${written.replace(' ', 'T')}Z`)
}
