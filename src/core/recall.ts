import { sameWarehouseLines, type DocumentKind, type WarehouseLine } from './document'
import type { FoundDocument } from './outcome'

type Load = { readonly kind: DocumentKind; readonly lines: readonly Pick<WarehouseLine, 'item' | 'quantity'>[] }

/** What the warehouse has of a consignment under one of its parts, and an older ledger that was put back may not know. */
export type Forgotten = { readonly part: number; readonly found: FoundDocument }

export type Recalled =
  /** Nothing of ours was told. */
  | { readonly kind: 'untold' }
  /** Ours was told as this one, but for the items of `rest`. */
  | { readonly kind: 'told'; readonly as: Forgotten; readonly rest: readonly string[] }
  /** Of these items something was told that ours does not account for. `taken`: the one that ours is compared with. */
  | { readonly kind: 'unclear'; readonly taken: Forgotten; readonly rival: Forgotten }

/**
 * Whether a document was told in a time that the ledger forgot. All that is there of its items must be accounted for: a
 * later document may have corrected or taken back what an earlier one told. `ownPart` is the part of ours; `others` are
 * the consignment's other open documents; `divisible`: what is there may be a share of ours.
 */
export function recall(
  ours: Load & { readonly ownPart: number; readonly divisible: boolean },
  others: readonly Load[],
  forgotten: readonly Forgotten[],
): Recalled {
  const { ownPart, divisible, lines } = ours
  const own = forgotten.find(({ part }) => part === ownPart)
  const same = [...(own ? [own] : []), ...forgotten].find(({ found }) => isSame(ours, found))
  const rivals = withoutExplained(
    forgotten.filter((one) => one !== same),
    others,
  ).filter(({ found }) => meets(found, ours))
  const [rival] = rivals
  if (!rival) return same ? { kind: 'told', as: same, rest: [] } : { kind: 'untold' }
  const share =
    same || !divisible
      ? undefined
      : rivals.find(
          (one) => isShareOf(ours, one.found) && !rivals.some((two) => two !== one && meets(two.found, one.found)),
        )
  if (share) {
    const told = new Set(share.found.lines.map(({ item }) => item))
    return { kind: 'told', as: share, rest: lines.map(({ item }) => item).filter((item) => !told.has(item)) }
  }
  return { kind: 'unclear', taken: same ?? own ?? rival, rival }
}

/** Without those that other open documents will find to be themselves, one each. */
function withoutExplained(forgotten: readonly Forgotten[], others: readonly Load[]): readonly Forgotten[] {
  const left = [...others]
  return forgotten.filter(({ found }) => {
    const index = left.findIndex((one) => isSame(one, found))
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
}

function isSame(ours: Load, found: FoundDocument): boolean {
  return isKind(ours, found) && sameWarehouseLines(ours.lines, found.lines)
}

function isShareOf(ours: Load, found: FoundDocument): boolean {
  const quantities = new Map(ours.lines.map(({ item, quantity }) => [item, quantity]))
  const items = new Set(found.lines.map(({ item }) => item))
  const isWhole = items.size === found.lines.length
  return isKind(ours, found) && isWhole && found.lines.every(({ item, quantity }) => quantities.get(item) === quantity)
}

function isKind({ kind }: Load, found: FoundDocument): boolean {
  return (found.kind ?? kind) === kind
}

function meets(a: Pick<Load, 'lines'>, b: Pick<Load, 'lines'>): boolean {
  return a.lines.some(({ item }) => b.lines.some((other) => other.item === item))
}
