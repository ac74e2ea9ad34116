import type { OutgoingDocument } from '../../core/document'
import type { Asking } from './ask'
import type { Grounds } from './places'
import type { Session } from './session'
import type { Standing } from './standing'

/** One document on its way, and where it belongs in Odoo. */
export type Work = {
  readonly asking: Asking
  readonly session: Session
  readonly document: OutgoingDocument
  readonly grounds: Grounds
}
export type Ours = Extract<Standing, { kind: 'ours' }>
