import type { OutgoingDocument } from '../../src/core/document'
import { absolute, sum } from '../../src/core/quantity'
import { add, cargoOf, keyOf, type Case, type Sums } from './case'
import { isOver } from './hold-reasons'
import { bookingShares } from './share'
import type { ShopConsignment } from './shop'
import { speech } from './speech'

type Line = OutgoingDocument['lines'][number]

/**
 * What had to wait for a person went out only by that person's word, given for these very lines. Said of what a document
 * shows by itself: what else its consignment was to send with it, and in which state Vend showed it, only the app knows.
 */
export function unaskedFaults(given: Case): string[] {
  if (given.named) return []
  const told = new Map<string, Sums>()
  return given.bookings().flatMap((booking) => {
    const { document } = booking
    const { source, reference, place } = document
    const id = source.consignmentId
    const before = new Map(told.get(id))
    const after = new Map(before)
    for (const [key, quantity] of bookingShares(given, booking)) add(after, key, quantity)
    told.set(id, after)
    if (source.cause === 'undo' || given.forgotten.has(id)) return []
    const unasked = document.lines.filter(
      (line) => !given.shop.skus.isShared(line.sku) && !given.persons.approvals.has(cargoOf(id, place, line)),
    )
    return unasked.flatMap((line) =>
      reasons
        .filter(({ waits }) => waits(line, { given, document, before, after }))
        .map(({ says }) => `${id}: ${reference} ${says} ${line.sku}, unasked`),
    )
  })
}

type Told = {
  readonly given: Case
  readonly document: OutgoingDocument
  /** What the consignment had been told, and with this document. */
  readonly before: Sums
  readonly after: Sums
}

const reasons: readonly { readonly says: string; readonly waits: (line: Line, told: Told) => boolean }[] = [
  { says: 'corrects what a person had taken over,', waits: isTakenOver },
  { says: 'takes back what was told of', waits: takesBack },
  {
    says: 'is beyond the shop’s limits, with',
    waits: (_line, { given, document: { lines } }) =>
      isOver(given.limits, sum(lines.map(({ quantity }) => absolute(quantity))), lines.length),
  },
  { says: 'sets too much to zero, with', waits: (_line, told) => zeroesMost(told) },
]

/**
 * Before this document was seen. Of two products with one SKU a person may have taken over the other, and of a transfer
 * the other leg.
 */
function isTakenOver({ sku }: Line, { given, document: { reference, source } }: Told): boolean {
  const id = source.consignmentId
  const takenAt = given.persons.dismissedAt.get(`${id} ${sku}`) ?? Infinity
  return takenAt < given.firstSeen(reference) && source.type !== 'OUTLET' && !isOfTwo(sku, id, given)
}

/** It comes to nothing again, though Vend never said zero. */
function takesBack({ sku }: Line, { given, document: { place, source }, before, after }: Told): boolean {
  const id = source.consignmentId
  if (given.persons.undone.has(id) || given.torn.has(id) || isOfTwo(sku, id, given)) return false
  const keys = (place.kind === 'stocktake' ? [place.location] : [place.from, place.to]).map((one) =>
    keyOf(given, one, sku),
  )
  const isBack = (key: string) => (before.get(key) ?? 0n) !== 0n && after.get(key) === 0n
  return keys.some((key) => isBack(key) && !statesOf(id, given).some((state) => saysZero(state, sku, key, given)))
}

function saysZero(state: ShopConsignment, sku: string, key: string, given: Case): boolean {
  const { shop, locations, transferOn } = given
  const figures = speech(state, shop, transferOn).filter(
    ({ productId, outletId }) =>
      shop.products.get(productId)?.sku === sku && keyOf(given, locations.get(outletId) ?? '', sku) === key,
  )
  return figures.length > 0 && sum(figures.map(({ quantity }) => quantity)) === 0n
}

/** Ten items that Vend expected and nobody found, and half of all that it ever expected there. */
function zeroesMost({ given, document: { source, lines } }: Told): boolean {
  const zeroed = lines.filter(({ counted, quantity }) => counted === 0n && quantity < 0n).length
  const expected = statesOf(source.consignmentId, given).flatMap((state) =>
    state.lines.filter(({ count }) => (count ?? 0n) > 0n).map(({ productId }) => productId),
  )
  return source.type === 'STOCKTAKE' && zeroed >= 10 && zeroed * 2 >= new Set<string>(expected).size
}

function isOfTwo(sku: string, id: string, given: Case): boolean {
  const all = statesOf(id, given).flatMap(({ lines }) => lines.map(({ productId }) => productId))
  return [...new Set(all)].filter((product) => given.shop.products.get(product)?.sku === sku).length > 1
}

const statesOf = (id: string, { shop }: Case): readonly ShopConsignment[] => shop.states.get(id) ?? []
