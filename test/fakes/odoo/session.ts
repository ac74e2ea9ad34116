import type { Fields } from './field-table'
import { odooError } from './odoo-error'
import { idsOf } from './domain'
import { numberIn, textIn, type Row, type Store } from './store'
import type { OdooVersion, Ways } from './version'

/** One caller's view of the books in one call. */
export type Session = {
  readonly store: Store
  readonly fields: Fields
  readonly version: OdooVersion
  readonly ways: Ways
  readonly uid: number
  readonly role: Role
  readonly companies: readonly number[]
  /** The one a new document belongs to, and whose inventory-loss location counts. */
  readonly company: number
  readonly context: Readonly<Record<string, unknown>>
}

/** What a user may: everything; what the Inventory / User role allows; or look at locations and products. */
export type Role = 'administrator' | 'inventory' | 'none'

export function openSession(
  base: Pick<Session, 'store' | 'fields' | 'version' | 'ways'>,
  uid: number,
  context: Readonly<Record<string, unknown>>,
): Session {
  const user = base.store.find('res.users', uid)
  if (!user) throw missing('res.users', uid, uid)
  const companies = idsOf(user.company_ids)
  const asked = idsOf(context.allowed_company_ids)
  if (asked.some((id) => !companies.includes(id))) {
    throw odooError('odoo.exceptions.AccessError', 'Access to unauthorized or invalid companies.')
  }
  return {
    ...base,
    uid,
    context,
    role: roleOf(user),
    companies: asked.length > 0 ? asked : companies,
    company: asked[0] ?? numberIn(user, 'company_id'),
  }
}

function roleOf(user: Row): Role {
  const role = textIn(user, 'role')
  return role === 'administrator' || role === 'inventory' ? role : 'none'
}

export function missing(model: string, id: number, uid: number) {
  const record = `(Record: ${model}(${id},), User: ${uid})`
  return odooError('odoo.exceptions.MissingError', `Record does not exist or has been deleted.\n${record}`)
}

/** Records of a company the user is not in are not there for it. */
export function isVisible(session: Session, model: string, row: Row): boolean {
  if (model === 'res.users.apikeys') return session.role === 'administrator' || row.user_id === session.uid
  if (model === 'res.company') return session.companies.includes(row.id)
  const company = numberIn(row, 'company_id')
  return company === 0 || model === 'res.users' || session.companies.includes(company)
}

type Right = 'read' | 'write' | 'create' | 'unlink'

const labels: Readonly<Record<string, string>> = {
  'stock.picking': 'Transfer',
  'stock.move': 'Stock Move',
  'decimal.precision': 'Decimal Precision',
}

const verbs: Readonly<Record<Right, string>> = {
  read: 'access',
  write: 'modify',
  create: 'create',
  unlink: 'delete',
}

export function may(session: Session, model: string, right: Right): boolean {
  if (session.role === 'administrator') return true
  if (model === 'decimal.precision') return false
  if (model === 'stock.picking') return session.role === 'inventory'
  if (model === 'stock.move') return session.role === 'inventory' && right !== 'unlink'
  return right === 'read'
}

export function demand(session: Session, model: string, right: Right): void {
  if (may(session, model, right)) return
  throw odooError(
    'odoo.exceptions.AccessError',
    `You are not allowed to ${verbs[right]} '${labels[model] ?? model}' (${model}) records.\n\n` +
      `This operation is allowed for the following groups:\n${groups(session, model, right)}\n\n` +
      'Contact your administrator to request access if necessary.',
  )
}

function groups({ version }: Session, model: string, right: Right): string {
  if (!model.startsWith('stock')) return version >= 19 ? '\t- Role / Administrator' : '\t- Administration/Settings'
  if (model === 'stock.move' && right === 'unlink') return '\t- Inventory/Administrator'
  return '\t- Inventory/Administrator\n\t- Inventory/User'
}
