import { z } from 'zod'
import { cancelPickings, unlinkPickings, validatePickings, writePickings } from './do-picking'
import { createPicking } from './make-picking'
import { stockDigits } from './quantity'
import { read, search } from './reading'
import { demand, may, type Session } from './session'
import type { OdooVersion } from './version'

export type Arguments = Readonly<Record<string, unknown>>

export type Method = {
  /** In the order they are given by position. */
  readonly parameters: readonly string[]
  readonly required: readonly string[]
  /** Its first positional argument is a list of ids. */
  readonly onRecords: boolean
  /** Waits for its turn, and is undone as a whole when it fails. */
  readonly writes: boolean
  readonly run: (session: Session, model: string, given: Arguments, ids: readonly number[]) => unknown
}

const paging = {
  offset: z.number().optional(),
  limit: z.number().nullish(),
  order: z.string().nullish(),
}
const names = z.array(z.string()).nullish()
const right = z.enum(['read', 'write', 'create', 'unlink'])

function page(given: Arguments, domain: unknown) {
  const { offset, limit, order } = z.object(paging).parse(given)
  return { domain, ...(offset && { offset }), ...(limit && { limit }), ...(order && { order }) }
}

/** The method of a model in this version, or nothing. */
export function methodOf(version: OdooVersion, model: string, name: string): Method | undefined {
  const own = ofModels[model]?.[name] ?? ofAll(version)[name]
  return name === 'has_access' && version < 18 ? undefined : own
}

function ofAll(version: OdooVersion): Readonly<Record<string, Method>> {
  const domain = version <= 16 ? 'args' : 'domain'
  return {
    search: onModel([domain, 'offset', 'limit', 'order'], [domain], (session, model, given) =>
      search(session, model, page(given, given[domain])).map(({ id }) => id),
    ),
    search_count: onModel(
      [domain, 'limit'],
      [domain],
      (session, model, given) => search(session, model, { domain: given[domain] }).length,
    ),
    search_read: onModel(['domain', 'fields', 'offset', 'limit', 'order'], [], (session, model, given) => {
      const found = search(session, model, page(given, given.domain ?? []))
      // Nothing found: the fields are not even looked at.
      if (found.length === 0) return []
      return read(
        session,
        model,
        found.map(({ id }) => id),
        names.parse(given.fields) ?? undefined,
      )
    }),
    read: onRecords(['fields', 'load'], [], false, (session, model, given, ids) =>
      read(session, model, ids, names.parse(given.fields) ?? undefined),
    ),
    fields_get: onModel(['allfields', 'attributes'], [], fieldsGet),
    check_access_rights: onModel(['operation', 'raise_exception'], ['operation'], (session, model, given) => {
      const operation = right.parse(given.operation)
      if (given.raise_exception !== false) demand(session, model, operation)
      return may(session, model, operation)
    }),
    has_access: onRecords(['operation'], ['operation'], false, (session, model, given) =>
      may(session, model, right.parse(given.operation)),
    ),
  }
}

const ofModels: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  'res.users': {
    context_get: onModel([], [], ({ uid, version }) => ({ lang: 'en_US', tz: false, ...(version >= 19 && { uid }) })),
  },
  'decimal.precision': {
    precision_get: onModel(['application'], ['application'], ({ store }, _model, given) =>
      stockDigits(store, z.string().parse(given.application)),
    ),
  },
  'stock.picking': {
    create: {
      parameters: ['vals_list'],
      required: ['vals_list'],
      onRecords: false,
      writes: true,
      run: (session, _model, { vals_list: given }) =>
        Array.isArray(given) ? given.map((one) => createPicking(session, one)) : createPicking(session, given),
    },
    write: onRecords(['vals'], ['vals'], true, (session, _model, given, ids) =>
      writePickings(session, ids, given.vals),
    ),
    unlink: onRecords([], [], true, (session, _model, _given, ids) => unlinkPickings(session, ids)),
    action_cancel: onRecords([], [], true, (session, _model, _given, ids) => cancelPickings(session, ids)),
    button_validate: onRecords([], [], true, (session, _model, _given, ids) => validatePickings(session, ids)),
  },
}

function onModel(parameters: readonly string[], required: readonly string[], run: Method['run']): Method {
  return { parameters, required, onRecords: false, writes: false, run }
}

function onRecords(
  parameters: readonly string[],
  required: readonly string[],
  writes: boolean,
  run: Method['run'],
): Method {
  return { parameters, required, onRecords: true, writes, run }
}

const inStockDigits: readonly string[] = ['product_uom_qty', 'quantity', 'quantity_done', 'qty_available']

function fieldsGet(session: Session, model: string, given: Arguments): unknown {
  const wanted = names.parse(given.allfields)
  const attributes = names.parse(given.attributes)
  const fields = [...(session.fields.get(model) ?? [])].filter(([name]) => !wanted?.length || wanted.includes(name))
  return Object.fromEntries(
    fields.map(([name, { type, required, label, of }]) => {
      const digits = inStockDigits.includes(name) && [16, stockDigits(session.store, session.ways.precisionName)]
      const more = { ...(of !== undefined && { relation: of }), ...(digits && { digits }) }
      const about = { type, required, string: label, readonly: false, ...more }
      return [name, Object.fromEntries(Object.entries(about).filter(([key]) => attributes?.includes(key) ?? true))]
    }),
  )
}
