import type { Field, Fields } from './field-table'
import { odooError } from './odoo-error'
import { inPython, tupleInPython } from './python-words'
import { numberIn, textIn, type Row, type Store, type Value } from './store'
import type { OdooVersion } from './version'

export type Searched = { readonly store: Store; readonly fields: Fields; readonly version: OdooVersion }

type Test = (row: Row) => boolean

const comparisons = ['=', '!=', '<', '>', '<=', '>='] as const
const operators: readonly string[] = [
  ...comparisons,
  ...['in', 'not in', 'like', 'not like', 'ilike', 'not ilike', '=like', '=ilike', 'child_of', 'parent_of'],
]

/** Whether a row is in a domain: a list of [field, operator, value] with '&', '|' and '!' in front of what they join. */
export function testOf(searched: Searched, model: string, domain: unknown): Test {
  if (!Array.isArray(domain)) throw odooError('builtins.ValueError', `Domain() invalid domain: ${inPython(domain)}`)
  const open: Test[] = []
  const join = (meet: (one: boolean, other: boolean) => boolean) => {
    const [one, other] = [open.pop(), open.pop()]
    if (!one || !other) throw odooError('builtins.ValueError', `Domain() malformed: ${inPython(domain)}`)
    open.push((row) => meet(one(row), other(row)))
  }
  for (const item of (domain as readonly unknown[]).toReversed()) {
    if (item === '&') join((one, other) => one && other)
    else if (item === '|') join((one, other) => one || other)
    else if (item === '!') {
      const one = open.pop()
      if (!one) throw odooError('builtins.ValueError', `Domain() malformed: ${inPython(domain)}`)
      open.push((row) => !one(row))
    } else open.push(condition(searched, model, item))
  }
  return (row) => open.every((test) => test(row))
}

function condition(searched: Searched, model: string, item: unknown): Test {
  const invalid = () => odooError('builtins.ValueError', `Domain() invalid item in domain: ${inPython(item)}`)
  if (!Array.isArray(item) || item.length !== 3) throw invalid()
  const [path, operator, value] = item as readonly unknown[]
  if (path === 1 || path === 0) return () => path === value
  if (typeof path !== 'string' || typeof operator !== 'string') throw invalid()
  if (!operators.includes(operator)) {
    throw odooError('builtins.ValueError', `Invalid operator in condition ${tupleInPython([path, operator, value])}`)
  }
  const [name = '', ...rest] = path.split('.')
  const field = searched.fields.get(model)?.get(name)
  if (!field) {
    const word = searched.version >= 19 ? 'condition' : 'leaf'
    const at = tupleInPython([path, operator, value])
    throw odooError('builtins.ValueError', `Invalid field ${model}.${name} in ${word} ${at}`)
  }
  if (rest.length > 0 && field.of !== undefined) {
    const { of } = field
    const inner = condition(searched, of, [rest.join('.'), operator, value])
    return (row) => idsOf(row[name]).some((id) => passes(searched.store.find(of, id), inner))
  }
  return leaf(searched, name === 'id' ? { ...field, of: model } : field, name, operator, value)
}

function passes(row: Row | undefined, test: Test): boolean {
  return row !== undefined && test(row)
}

function leaf(searched: Searched, field: Field, name: string, operator: string, value: unknown): Test {
  switch (operator) {
    case '=':
    case '!=': {
      const equal = Array.isArray(value) ? oneOf(searched, field, value) : oneOf(searched, field, [value])
      return (row) => equal(row[name]) === (operator === '=')
    }
    case 'in':
    case 'not in': {
      const among = oneOf(searched, field, Array.isArray(value) ? value : [value])
      return (row) => among(row[name]) === (operator === 'in')
    }
    case 'child_of':
    case 'parent_of': {
      const ids = new Set(family(searched.store, idsOf(value), operator))
      return (row) => idsOf(row[name]).some((id) => ids.has(id))
    }
    case '<':
    case '>':
    case '<=':
    case '>=':
      return (row) => compares(row[name] ?? false, operator, value)
    default: {
      const fits = pattern(operator, value)
      const not = operator.startsWith('not')
      return (row) => fits(wordsOf(searched.store, field, row[name])) !== not
    }
  }
}

/** `false` among the values means empty. */
function oneOf(searched: Searched, field: Field, values: readonly unknown[]): (value: Value | undefined) => boolean {
  const wanted = new Set(values.map((value) => value ?? false))
  const names = field.of === undefined ? [] : [...wanted].filter((value) => typeof value === 'string')
  return (value) => {
    if (typeof value === 'object') return value.length === 0 ? wanted.has(false) : value.some((id) => wanted.has(id))
    const plain = value === undefined || value === '' || (field.of !== undefined && value === 0) ? false : value
    return wanted.has(plain) || (names.length > 0 && names.includes(wordsOf(searched.store, field, value)))
  }
}

function wordsOf(store: Store, field: Field, value: Value | undefined): string {
  if (field.of === undefined) return typeof value === 'string' ? value : ''
  const row = typeof value === 'number' ? store.find(field.of, value) : undefined
  return row ? textIn(row, 'name') : ''
}

function pattern(operator: string, value: unknown): (text: string) => boolean {
  const whole = operator.startsWith('=')
  const source = (typeof value === 'string' ? value : inPython(value))
    .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('%', '.*')
    .replaceAll('_', '.')
  const expression = new RegExp(whole ? `^${source}$` : source, operator.endsWith('ilike') ? 'isu' : 'su')
  return (text) => expression.test(text)
}

function compares(left: Value, operator: '<' | '>' | '<=' | '>=', right: unknown): boolean {
  const order =
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : typeof left === 'string' && typeof right === 'string'
        ? left.localeCompare(right, 'en')
        : Number.NaN
  if (operator === '<') return order < 0
  if (operator === '>') return order > 0
  return operator === '<=' ? order <= 0 : order >= 0
}

/** Locations below (and at) the given ones, or above (and at) them. */
export function family(store: Store, ids: readonly number[], direction: 'child_of' | 'parent_of'): readonly number[] {
  const paths = store.all('stock.location').map((row) => [row.id, textIn(row, 'parent_path')] as const)
  const given = paths.filter(([id]) => ids.includes(id))
  return paths
    .filter(([, path]) =>
      given.some(([, mine]) => (direction === 'child_of' ? path.startsWith(mine) : mine.startsWith(path))),
    )
    .map(([id]) => id)
}

export function idsOf(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.filter((id) => typeof id === 'number')
  return typeof value === 'number' && value > 0 ? [value] : []
}

/** Sorts by Odoo's `order`: "name asc, id desc". */
export function inOrder(rows: readonly Row[], order: string): readonly Row[] {
  const keys = order.split(',').map((part) => part.trim().split(/\s+/))
  return rows.toSorted((one, other) => {
    for (const [field = 'id', direction = 'asc'] of keys) {
      const by = byText(one, other, field) || numberIn(one, field) - numberIn(other, field)
      if (by !== 0) return direction.toLowerCase() === 'desc' ? -by : by
    }
    return 0
  })
}

function byText(one: Row, other: Row, field: string): number {
  const [left, right] = [textIn(one, field), textIn(other, field)]
  return left < right ? -1 : left > right ? 1 : 0
}
