import { z } from 'zod'
import type { Answer } from './answer'
import { ask, type Asking } from './ask'

/** Whether this user may make transfers at all: in Odoo, Inventory / User. */
export function mayBook(asking: Asking): Promise<Answer<boolean>> {
  const args = { operation: 'create', raise_exception: false }
  return ask(asking, 'stock.picking', 'check_access_rights', args, z.boolean())
}
