import { odooError } from './odoo-error'
import { missing, type Session } from './session'
import { numberIn, textIn, type Row } from './store'

/** The record, or Odoo's MissingError. */
export function mustFind(session: Session, model: string, id: number): Row {
  const row = session.store.find(model, id)
  if (!row) throw missing(model, id, session.uid)
  return row
}

export function refuseUnknownFields(session: Session, model: string, names: readonly string[], nested: boolean): void {
  const unknown = names.find((name) => !session.fields.get(model)?.has(name))
  if (unknown === undefined) return
  const where = session.version >= 19 && !nested ? `in '${model}'` : `on model '${model}'`
  throw odooError('builtins.ValueError', `Invalid field '${unknown}' ${where}`)
}

const titles: Readonly<Record<string, string>> = { 'stock.picking': 'Transfer', 'stock.move': 'Stock Move' }

/** PostgreSQL's foreign key, in Odoo's misleading words. */
export function refuseDangling(session: Session, model: string, field: string, id: number): void {
  const about = session.fields.get(model)?.get(field)
  if (id === 0 || about?.of === undefined || session.store.find(about.of, id)) return
  const title = titles[model] ?? model
  const constraint = `${model.replaceAll('.', '_')}_${field}_fkey`
  throw odooError(
    'odoo.exceptions.ValidationError',
    session.version >= 17
      ? `The operation cannot be completed: Another model is using the record you are trying to delete.\n\nThe troublemaker is: '${title}' (${model})\nThanks to the following constraint: '${about.label}' (${field})\nHow about archiving the record instead?`
      : `The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n\nModel: ${title} (${model}), Constraint: ${constraint}`,
  )
}

export function mandatory(session: Session, model: string, field: string) {
  const label = session.fields.get(model)?.get(field)?.label ?? field
  const title = titles[model] ?? model
  return odooError(
    'odoo.exceptions.ValidationError',
    session.version >= 17
      ? `The operation cannot be completed: Missing required value for the field '${label}' (${field}).\nModel: '${title}' (${model})\n- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n`
      : `The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: another model requires the record being deleted. If possible, archive it instead.\n\nModel: ${title} (${model}), Field: ${label} (${field})`,
  )
}

/** `unique(name, company_id)`. */
export function refuseTakenName(session: Session, picking: Row): void {
  const taken = session.store
    .all('stock.picking')
    .some((row) => row.id !== picking.id && row.name === picking.name && row.company_id === picking.company_id)
  if (!taken) return
  throw odooError(
    'odoo.exceptions.ValidationError',
    session.version === 14
      ? 'stock_picking_name_uniq'
      : 'The operation cannot be completed: Reference must be unique per company!',
  )
}

/** What an Html field keeps: scripts and unknown tags taken out, one paragraph around plain text. */
export function asHtml(text: string): string {
  const clean = text
    .replace(/<script\b.*?<\/script>/gs, '')
    .replace(/<(?!\/?(?:p|b|i|u|br|a|div|span|strong|em|ul|ol|li)\b)[^>]*>/g, '')
    .replace(/&(?!\w+;)/g, '&amp;')
  return clean === '' || /^<(?:p|div|ul|ol)\b/.test(clean) ? clean : `<p>${clean}</p>`
}

export function refuseView(session: Session, location: number): void {
  const place = session.store.find('stock.location', location)
  if (place?.usage !== 'view') return
  throw odooError(
    'odoo.exceptions.ValidationError',
    `You cannot take products from or deliver products to a location of type "view" (${textIn(place, 'name')}).`,
  )
}

/** Now, as Odoo writes it: in UTC, without a zone. */
export function odooTime(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ')
}

export function defaultLocation(type: Row, field: 'location_id' | 'location_dest_id'): number {
  return numberIn(type, field === 'location_id' ? 'default_location_src_id' : 'default_location_dest_id')
}
