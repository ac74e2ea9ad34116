import type { Arguments } from './transport'

/**
 * Arguments by name as execute_kw takes them: what is the record, or the records to make, is found by its place alone.
 * https://github.com/odoo/odoo/blob/14.0/odoo/api.py (call_kw)
 */
export function positional(method: string, { ids, ...named }: Arguments): [readonly unknown[], Arguments] {
  if (method === 'create') {
    const { vals_list, ...rest } = named
    return [[vals_list], rest]
  }
  return [ids === undefined ? [] : [ids], named]
}
