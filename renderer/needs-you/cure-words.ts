import type { HistoryDocument, StateHold } from '../../src/core/app-state'
import { placeName } from '../../src/core/document-words'
import { counting, shortNameOf } from '../../src/core/words'

type Sent = Pick<HistoryDocument, 'status' | 'kind' | 'vend' | 'from' | 'to' | 'location'>

/** What became of what waited: "3 documents were sent. TRF-12 went to Airport store." `names`: of locations, by id. */
export function becameOf(documents: readonly Sent[], names: ReadonlyMap<string, string>): string {
  const sent = documents.filter(({ status }) => status === 'delivered')
  const open = documents.filter(({ status }) => status !== 'delivered' && status !== 'dismissed')
  const went = sent.slice(0, 3).map((one) => `${nameOf(one)} went to ${placeName(one.to ?? one.location, names)}.`)
  const still = open.slice(0, 3).map((one) => `${nameOf(one)} ${openWords[one.status] ?? 'still waits.'}`)
  const count = sent.length === 0 ? [] : [`${counting(sent.length, 'document')} ${were(sent.length)} sent.`]
  const all = [...count, ...went, ...still]
  return all.length === 0 ? 'Nothing had to be sent for it.' : all.join(' ')
}

function nameOf({ vend }: Sent): string {
  return shortNameOf({ ...vend, id: vend.consignmentId })
}

const openWords: Readonly<Partial<Record<HistoryDocument['status'], string>>> = {
  'needs-you': 'still needs you.',
  waiting: 'goes as soon as the warehouse takes it.',
  sending: 'is being sent.',
  unsure: 'may have arrived: it is looked up.',
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were'
}

/** "1 transfer waits", "3 lines wait". */
export function waiting(count: number, one: string): string {
  return `${counting(count, one)} ${count === 1 ? 'waits' : 'wait'}`
}

/** What many of a kind wait for, in one sentence; a single one says it itself. */
export function sentenceOf(code: string, holds: readonly StateHold[]): string {
  const [first] = holds
  if (holds.length === 1 && first) return first.title
  const words = manyWords[code]
  return words ? `${holds.length.toString()} ${words}` : `${holds.length.toString()} movements wait for the same reason`
}

const manyWords: Readonly<Record<string, string>> = {
  late: 'documents have not reached the warehouse for more than an hour',
  'count-zeroes': 'counts would set most of their products to zero',
  'over-limit': 'movements are larger than your limit',
  cancelled: 'movements were cancelled in Vend after they were sent',
  deleted: 'movements were deleted in Vend after they were sent',
  'set-back': 'movements were set back in Vend after they were sent',
  closed: 'movements were closed in Vend before all of them was sent',
  'product-vanished': 'movements no longer list a product that was sent',
  'totals-differ': 'movements add up to something else than Vend says',
  'dismissed-before': 'movements changed after you left them out',
  'undone-before': 'movements changed after you undid them',
  'location-changed': 'changes belong to a location that is not mapped any more',
  'sku-changed': 'changes belong to a SKU that was changed since',
  'warehouse-changed': 'changes belong to the warehouse system before',
  'behind-count': 'counts wait behind another one of the same outlet',
  'line-pending': 'lines are not booked in Vend yet',
}
