import type { LedgerPort } from '../core/ports/ledger'
import type { LogPort } from '../core/ports/log'
import type { VendPort } from '../core/ports/vend'
import type { WarehousePort } from '../core/ports/warehouse'
import type { WebhooksPort } from '../core/ports/webhooks'
import type { Clock, Ids } from '../core/ports/world'
import type { Settings } from '../core/settings'
import type { HeardLately } from './heard-lately'
import type { Requests } from './requests'

/** What every step of the line works with. */
export type Line = {
  readonly ledger: LedgerPort
  readonly settings: Settings
  readonly vend: VendPort
  /** Absent: nobody asks Vend to call. */
  readonly webhooks?: WebhooksPort
  readonly warehouse: WarehousePort
  readonly clock: Clock
  readonly ids: Ids
  readonly log: LogPort
  readonly requests: Requests
  readonly heard: HeardLately
  /** 0 ≤ x < 1. */
  readonly random: () => number
}
