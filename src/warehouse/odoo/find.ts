import type { OutgoingDocument } from '../../core/document'
import type { LookUp } from '../../core/outcome'
import type { Asking } from './ask'
import { readCompany } from './places'
import { unanswered } from './question'
import type { Trouble } from './answer'
import type { Session } from './session'
import { readStanding } from './transfers'

/** How far the document has come in Odoo, told by the names that only it can bear. */
export async function find(asking: Asking, session: Session, document: OutgoingDocument): Promise<LookUp> {
  const { host } = asking.odoo
  const company = await readCompany(asking, session, document.place)
  if (!company.ok) return inconclusive(host, company.trouble)
  const read = await readStanding(asking, session, document, company.value)
  if (!read.ok) return inconclusive(host, read.trouble)
  const standing = read.value
  if (standing.kind === 'other') return { kind: 'found', found: standing.found }
  const { open, done, cancelled, missing, found } = standing
  if (open.length + cancelled.length + done.length === 0) return { kind: 'absent' }
  return open.length + cancelled.length + missing.length === 0 ? { kind: 'found', found } : { kind: 'begun' }
}

export function inconclusive(host: string, what: Trouble): LookUp {
  const { kind, text } = unanswered(host, what)
  return kind === 'unauthorised' ? { kind, text } : { kind: 'inconclusive', text }
}
