import type { Matched } from '../../src/engine/match'
import type { Incarnation } from './power-cut'
import type { ShopLife } from './shop-life'
import { calm } from './weather'

/** The SKUs that Vend shows now. */
export const skusOf = ({ products }: ShopLife['shop']) => [...products.values()].flatMap(({ sku }) => sku ?? [])

/** A person matches a SKU, rightly or wrongly. Answers what was wrong with the answer, or with the shop's table. */
export async function personMatches(life: ShopLife, threat: Partial<Incarnation> = {}): Promise<readonly string[]> {
  const { given, random, shop } = life
  if (!given.named) return []
  const { items, warehouse } = given.named
  const skus = skusOf(shop)
  const waiting = skus.filter((sku) => 'code' in items.meaning(sku))
  const sku = random.pick(
    random.weighted<readonly string[]>([
      [waiting.length > 0 ? 5 : 0, waiting],
      // Matched before, and told by it perhaps.
      [items.matches.size > 0 ? 4 : 0, [...items.matches.keys()]],
      [1, skus],
      [0.3, ['NO-SKU']],
    ]),
  )
  const item = random.pick(items.catalogue.all())
  const meant = random.weighted([
    [5, item.code],
    [3, `id:${item.item}`],
    [2, `SPARE-${random.between(1, 4).toString()}`],
    // To the same item as another SKU.
    [2, `id:${random.pick([item.item, ...items.matches.values()])}`],
    [1, sku],
    [0.5, random.pick(['', 'id:', 'id:9999', 'nonsense'])],
  ] as const)
  const said: { answer: Matched | null } = { answer: null }
  const peaceful =
    life.weather === calm &&
    !life.tokenRevoked &&
    !life.disk.full &&
    life.disk.writesLeft === null &&
    Object.keys(threat).length === 0 &&
    !warehouse.isShut()
  const rightly = matchedBy(life, sku, meant)
  await life.run(
    `a person matches ${sku} to ${meant}`,
    async (app, signal) => {
      said.answer = await app.match(sku, meant, signal)
    },
    threat,
  )
  shop.note(`  ${said.answer === null ? 'no answer' : `${said.answer.kind}: ${said.answer.text}`}`)
  const faults = tableFaults(life, sku, rightly)
  const { answer } = said
  if (answer?.kind === 'done') warehouse.events.matched += 1
  if (answer?.kind === 'done' && items.matches.get(sku) !== rightly)
    faults.push(`${sku} was matched to ${meant}, and the table has ${items.matches.get(sku) ?? 'nothing'}`)
  // Until products were read, no SKU of Vend is known.
  if (peaceful && rightly !== null && answer?.kind === 'wrong' && !answer.text.includes('Vend has no product'))
    faults.push(`${sku} could not be matched to ${meant}: ${answer.text}`)
  if (peaceful && answer?.kind === 'unreachable') faults.push(`unreachable in peace: ${answer.text}`)
  return faults
}

/** A person takes a match back, or tries to. */
export async function personUnmatches(life: ShopLife, threat: Partial<Incarnation>): Promise<readonly string[]> {
  const { given, random, shop } = life
  const items = given.named?.items
  if (!items) return []
  const sku = random.pick([...items.matches.keys(), ...items.matches.keys(), 'SKU-1'])
  await life.run(
    `a person takes the match of ${sku} back`,
    (app) => {
      shop.note(`  ${app.unmatch(sku).text}`)
    },
    threat,
  )
  return tableFaults(life, sku, null)
}

/** The item that this match rightly leads to; null: nothing may be matched. */
function matchedBy({ given, shop }: ShopLife, sku: string, meant: string): string | null {
  const items = given.named?.items
  if (!items || !skusOf(shop).includes(sku)) return null
  const { bearing, named } = items.catalogue
  const current = (code: string) => bearing(code).filter(({ unfit }) => unfit !== 'archived')
  const [coded, second] = current(meant)
  const found = coded && !second ? coded : meant.startsWith('id:') ? named(meant.slice(3)) : undefined
  if (found?.unfit !== null) return null
  const [itself, another] = current(sku)
  // What bears the SKU itself is booked on, whatever is matched.
  return !another && itself?.unfit === null && itself.item !== found.item ? null : found.item
}

/** What the app has in its table now, which may differ from before by this one SKU alone. */
function tableFaults({ app, given, shop }: ShopLife, sku: string, rightly: string | null): string[] {
  const items = given.named?.items
  if (!items) return []
  const now = new Map(app.matches().map((match) => [match.sku, match.item]))
  const before = new Map(items.matches)
  const faults = [...new Set([...now.keys(), ...before.keys()])].filter((one) => {
    const [is, was] = [now.get(one), before.get(one)]
    return is !== was && (one !== sku || is !== (rightly ?? undefined))
  })
  items.matches.clear()
  for (const [one, item] of now) items.matches.set(one, item)
  items.changed()
  if (before.get(sku) !== now.get(sku)) shop.note(`  ${sku} is ${now.get(sku) ?? 'unmatched'} now`)
  return faults.map((one) => `the match of ${one} became ${now.get(one) ?? 'nothing'}`)
}
