import type { Item } from '../../src/core/ports/warehouse'
import type { Quantity } from '../../src/core/quantity'
import type { Random } from './random'

/** The items of a warehouse that gives them names of its own, and what its people do to them. */
export type Catalogue = {
  all(): readonly Item[]
  named(item: string): Item | undefined
  bearing(code: string): readonly Item[]
  /** When this item last became something else; 0: it always was so. */
  changedAt(item: string): number
  /** Somebody in the warehouse changes an item: archives it, gives it another code, a twin, a coarser unit, or deletes it. */
  spoil(random: Random): void
  /** Somebody puts right what keeps one of these SKUs from being booked. */
  putRight(sku: string): void
  /** Whatever can be put right is. What was deleted stays away. */
  putAllRight(skus: readonly string[]): void
}

const whole: Quantity = 100_000n
const hundredth: Quantity = 1_000n

export function openCatalogue(
  random: Random,
  skus: readonly string[],
  now: () => number,
  note: (text: string) => void,
): Catalogue {
  const items = new Map<string, Item>()
  const changed = new Map<string, number>()
  const write = (item: Item) => {
    items.set(item.item, item)
    changed.set(item.item, now())
    note(`  warehouse: item ${describe(item)}`)
  }
  const add = (code: string, marks: Partial<Item> = {}, dice = random) => {
    const item = (101 + items.size).toString()
    const step = dice.weighted([
      [4, null],
      [4, whole],
      [3, hundredth],
    ] as const)
    write({ item, code, name: `Thing ${item}`, barcode: null, step, unfit: null, ...marks })
  }
  const all = () => [...items.values()].filter(({ item }) => !deleted.has(item))
  const deleted = new Set<string>()
  const bearing = (code: string) => all().filter((item) => item.code === code)

  for (const sku of skus) for (const [code, marks] of random.weighted(births)(sku)) add(code, marks)
  for (let spare = 1; spare <= 4; spare++) add(`SPARE-${spare.toString()}`)
  add('SPARE-2')
  changed.clear()

  const putRight = (sku: string) => {
    const found = bearing(sku)
    const [first, ...others] = [...found].sort(byFitness)
    if (!first) {
      const renamed = all().find(({ code }) => code === oldCode(sku))
      if (renamed) write({ ...renamed, code: sku, unfit: null })
      else add(sku, { step: null })
      return
    }
    if (first.unfit !== null || first.step !== null) write({ ...first, unfit: null, step: null })
    for (const twin of others) if (twin.unfit !== 'archived') write({ ...twin, code: `${sku}-B${twin.item}` })
  }
  return {
    all,
    bearing,
    named: (item) => (deleted.has(item) ? undefined : items.get(item)),
    changedAt: (item) => changed.get(item) ?? 0,
    putRight,
    spoil(dice) {
      const item = dice.pick(all())
      const how = dice.weighted([
        [3, 'archive'],
        [1, 'lots'],
        [1, 'service'],
        [1, 'untrack'],
        [2, 'rename'],
        [2, 'twin'],
        [2, 'coarse'],
        [0.3, 'delete'],
      ] as const)
      changed.set(item.item, now())
      if (how === 'archive') write({ ...item, unfit: 'archived' })
      if (how === 'lots') write({ ...item, unfit: 'lot-tracked' })
      if (how === 'service') write({ ...item, unfit: 'service' })
      if (how === 'untrack') write({ ...item, unfit: 'untracked' })
      if (how === 'rename') write({ ...item, code: oldCode(item.code) })
      if (how === 'twin') add(item.code, {}, dice)
      if (how === 'coarse') write({ ...item, step: whole })
      if (how === 'delete') {
        deleted.add(item.item)
        note(`  warehouse: item ${item.item} is deleted`)
      }
    },
    putAllRight(shown) {
      // First the codes, so that nothing taken out of the archive becomes a twin.
      for (const item of all()) {
        const twin = bearing(item.code).length > 1 && item.unfit === 'archived'
        write({ ...item, unfit: null, step: null, ...(twin ? { code: `${item.code}-A${item.item}` } : {}) })
      }
      for (const sku of shown) putRight(sku)
    },
  }
}

type Birth = (sku: string) => (readonly [code: string, marks?: Partial<Item>])[]

/** What a SKU of Vend finds in the warehouse at first. */
const births: readonly (readonly [number, Birth])[] = [
  [12, (sku) => [[sku]]],
  [1, (sku) => [[oldCode(sku)]]],
  [0.5, () => []],
  [1, (sku) => [[sku], [sku]]],
  [1, (sku) => [[sku], [sku, { unfit: 'archived' }]]],
  [0.7, (sku) => [[sku, { unfit: 'archived' }]]],
  [0.7, (sku) => [[sku, { unfit: 'lot-tracked' }]]],
  [0.7, (sku) => [[sku, { unfit: 'service' }]]],
  [0.7, (sku) => [[sku, { unfit: 'untracked' }]]],
]

const oldCode = (code: string) => `${code}-OLD`

const byFitness = (a: Item, b: Item) => rank(a) - rank(b)
const rank = ({ unfit }: Item) => (unfit === null ? 0 : unfit === 'archived' ? 2 : 1)

const describe = ({ item, code, step, unfit }: Item) =>
  `${item} “${code}”${step === null ? '' : ` step ${(Number(step) / 100_000).toString()}`}${unfit === null ? '' : ` ${unfit}`}`
