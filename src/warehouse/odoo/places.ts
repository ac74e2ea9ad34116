import { z } from 'zod'
import type { Place as DocumentPlace } from '../../core/document'
import type { RefusalProblem } from '../../core/outcome'
import type { Location } from '../../core/ports/warehouse'
import { answered, type Answer } from './answer'
import { ask, type Asking } from './ask'
import { id, link, text } from './schema'
import * as say from './sentences'
import { contextOf, type Session } from './session'

const rows = z.array(
  z.object({
    id,
    complete_name: text,
    usage: text,
    active: z.boolean(),
    company_id: link,
    parent_path: text,
  }),
)
type Row = z.output<typeof rows>[number]

const warehouses = z.array(z.object({ view_location_id: link, int_type_id: link, company_id: link }))
const types = z.array(z.object({ id }))

/** Where a document's transfers belong. */
export type Grounds = {
  /** null: everybody's, or nobody can tell. */
  readonly company: string | null
  /** Empty where there are problems. */
  readonly transferType: string
  /** Why nothing can be booked there. */
  readonly problems: readonly RefusalProblem[]
  /** How people call the locations, by id. */
  readonly names: ReadonlyMap<string, string>
}

export async function readLocations(asking: Asking, session: Session): Promise<Answer<readonly Location[]>> {
  const read = await readRows(asking, session, [['usage', '=', 'internal']])
  if (!read.ok) return read
  const several = session.companies.length > 1
  return answered(
    read.value.map(({ id: location, complete_name: name, company_id: company }) => ({
      id: location,
      name: `${name ?? location}${several && company ? ` (${company.name})` : ''}`,
    })),
  )
}

/** Those of these locations, by id, that stock can be booked in; `company` null: everybody's. */
export async function readStockPlaces(
  asking: Asking,
  session: Session,
  locations: readonly string[],
): Promise<Answer<ReadonlyMap<string, { readonly company: string | null }>>> {
  if (locations.length === 0) return answered(new Map())
  const read = await readRows(asking, session, [
    ['id', 'in', locations.map(Number)],
    ['usage', '=', 'internal'],
  ])
  if (!read.ok) return read
  return answered(new Map(read.value.map((row) => [row.id, { company: row.company_id?.id ?? null }])))
}

/** Whose names a document's transfers share; null: nobody can tell. */
export async function readCompany(
  asking: Asking,
  session: Session,
  place: DocumentPlace,
): Promise<Answer<string | null>> {
  const read = await readPlaces(asking, session, place)
  return read.ok ? answered(read.value[0]?.company_id?.id ?? null) : read
}

/** Checks a document's locations, in which Odoo's own words mislead: a bad one is told to be "in use by another model". */
export async function readGrounds(asking: Asking, session: Session, place: DocumentPlace): Promise<Answer<Grounds>> {
  const { host } = asking.odoo
  const read = await readPlaces(asking, session, place)
  if (!read.ok) return read
  const byId = new Map(read.value.map((row) => [row.id, row]))
  const rows = placesOf(place).flatMap((location) => byId.get(location) ?? [])
  const [first, second] = rows
  const company = first?.company_id?.id ?? null
  const names = new Map(rows.map((row) => [row.id, nameOf(row)]))
  const unfit = placesOf(place).flatMap((location) => problemOf(host, location, byId.get(location)))
  if (second && second.company_id?.id !== first?.company_id?.id && first) {
    const message = say.twoCompanies(host, nameOf(first), nameOf(second))
    unfit.push({ code: 'two-companies', message })
  }
  const nowhere = { company, transferType: '', names }
  if (unfit.length > 0 || !first) return answered({ ...nowhere, problems: unfit })
  const type = await readTransferType(asking, session, first, company)
  if (!type.ok) return type
  if (type.value !== null) return answered({ ...nowhere, transferType: type.value, problems: [] })
  const message = say.noTransferType(host, nameOf(first))
  return answered({ ...nowhere, problems: [{ location: first.id, code: 'no-transfer-type', message }] })
}

function nameOf({ id: location, complete_name: name }: Row): string {
  return name ?? location
}

function problemOf(host: string, location: string, row: Row | undefined): RefusalProblem[] {
  if (!row) return [{ location, code: 'location-unknown', message: say.placeGone(host) }]
  const name = row.complete_name ?? location
  if (row.usage !== 'internal')
    return [{ location, code: 'location-holds-nothing', message: say.placeHoldsNothing(host, name) }]
  if (!row.active) return [{ location, code: 'location-archived', message: say.placeArchived(host, name) }]
  return []
}

/** The warehouse's own, even where it is switched off: it is until a shop has storage locations, and books all the same. */
async function readTransferType(
  asking: Asking,
  session: Session,
  { parent_path: path }: Row,
  company: string | null,
): Promise<Answer<string | null>> {
  const context = { ...contextOf(session, company), active_test: false }
  const parents = (path ?? '').split('/').filter((part) => part !== '')
  const above = {
    domain: [['view_location_id', 'in', parents.map(Number)]],
    fields: ['view_location_id', 'int_type_id', 'company_id'],
  }
  const owners = await ask(asking, 'stock.warehouse', 'search_read', { ...above, context }, warehouses)
  if (!owners.ok) return owners
  // Of warehouses one within the other, the nearest.
  const nearest = [...owners.value].sort(
    (a, b) => parents.indexOf(b.view_location_id?.id ?? '') - parents.indexOf(a.view_location_id?.id ?? ''),
  )
  const own = nearest[0]?.int_type_id?.id
  if (own !== undefined) return answered(own)
  const domain = [['code', '=', 'internal'], ...(company === null ? [] : [['company_id', '=', Number(company)]])]
  const any = { domain, fields: ['id'], order: 'id', limit: 1, context }
  const found = await ask(asking, 'stock.picking.type', 'search_read', any, types)
  return found.ok ? answered(found.value[0]?.id ?? null) : found
}

function readPlaces(asking: Asking, session: Session, place: DocumentPlace): Promise<Answer<Row[]>> {
  const wanted = placesOf(place).filter((location) => id.safeParse(location).success)
  return readRows(asking, session, [['id', 'in', wanted.map(Number)]], { active_test: false })
}

function readRows(
  asking: Asking,
  session: Session,
  domain: readonly unknown[],
  context: Readonly<Record<string, unknown>> = {},
): Promise<Answer<Row[]>> {
  const fields = ['complete_name', 'usage', 'active', 'company_id', 'parent_path']
  const args = { domain, fields, order: 'complete_name', context: { ...contextOf(session), ...context } }
  return ask(asking, 'stock.location', 'search_read', args, rows)
}

function placesOf(place: DocumentPlace): string[] {
  return place.kind === 'stocktake' ? [place.location] : [place.from, place.to]
}
