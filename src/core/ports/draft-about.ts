import type { Consignment } from '../consignment'
import type { TransferOn } from '../decision'
import type { DocumentCause } from '../document'

/** Where a draft comes from and where it is to go. */
export type DraftAbout = {
  readonly id: string
  readonly consignment: Pick<Consignment, 'id' | 'reference' | 'name' | 'vendType' | 'status'>
  readonly cause: DocumentCause
  /** The document that it takes back; absent: none. */
  readonly undoes?: string | null
  readonly warehouse: string
  readonly transferOn: TransferOn
  readonly at: number
  readonly dueAt: number
}

/** What an attempt without a booking came to. */
export type Trouble = {
  readonly status: 'waiting' | 'unsure' | 'needs-you'
  readonly at: number
  readonly dueAt: number
  readonly trouble: string
  /** Whether it counts as an attempt where sending did not count it already. */
  readonly counts: boolean
}
