import { odooError } from './odoo-error'
import type { Fields } from './field-table'

/** A stored value: many2one is an id, a list holds ids, false is empty. */
export type Value = string | number | boolean | readonly number[]

export type Row = { readonly id: number; readonly [field: string]: Value }

export type Values = Readonly<Record<string, Value>>

export type Store = {
  /** In the order they were made. */
  readonly all: (model: string) => readonly Row[]
  readonly find: (model: string, id: number) => Row | undefined
  readonly add: (model: string, values: Values) => Row
  readonly change: (model: string, id: number, values: Values) => void
  readonly remove: (model: string, id: number) => void
  /** All that `work` writes, or nothing of it. */
  readonly transaction: <T>(work: () => T) => T
}

/** Tables with ids of their own; rows are never changed in place, so a copy of the maps is a whole snapshot. */
export function createStore(fields: Fields): Store {
  let tables = new Map<string, Map<number, Row>>([...fields.keys()].map((model) => [model, new Map<number, Row>()]))
  const lastIds = new Map<string, number>()
  const table = (model: string) => {
    const found = tables.get(model)
    if (!found) throw odooError('odoo.exceptions.UserError', `Object ${model} doesn't exist`)
    return found
  }
  return {
    all: (model) => [...table(model).values()],
    find: (model, id) => table(model).get(id),
    add: (model, values) => {
      // As in PostgreSQL, an id taken by a transaction that failed does not come back.
      const id = (lastIds.get(model) ?? 0) + 1
      lastIds.set(model, id)
      const row = { ...values, id }
      table(model).set(id, row)
      return row
    },
    change: (model, id, values) => {
      const row = table(model).get(id)
      if (row) table(model).set(id, { ...row, ...values })
    },
    remove: (model, id) => {
      table(model).delete(id)
    },
    transaction: (work) => {
      const before = new Map([...tables].map(([model, rows]) => [model, new Map(rows)]))
      try {
        return work()
      } catch (error) {
        tables = before
        throw error
      }
    },
  }
}

/** A number, or the id of a many2one; 0 where it is empty. */
export function numberIn(row: Values, field: string): number {
  const value = row[field]
  return typeof value === 'number' ? value : 0
}

/** '' where it is empty. */
export function textIn(row: Values, field: string): string {
  const value = row[field]
  return typeof value === 'string' ? value : ''
}
