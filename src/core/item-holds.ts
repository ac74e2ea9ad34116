import type { Hold } from './hold'
import type { ItemProblem } from './part-by-items'
import type { Item } from './ports/warehouse'
import { formatQuantity } from './quantity'

const goesItself = 'It then goes by itself.'
/** Of what might have been meant, so many are named. */
const suggestedAtMost = 3

/**
 * Why a product's lines wait, and the cure, for the shopkeeper. `warehouse`: "Odoo"; `title`: "CAR-25"; `similar`: items
 * that may have been meant, the likeliest first.
 */
export function itemHold(
  problem: ItemProblem,
  about: { readonly warehouse: string; readonly title: string; readonly similar: readonly Item[] },
): Hold {
  return { code: problem.code, productId: problem.productId, text: textOf(problem, about) }
}

function textOf(
  { code, sku, items, gone, told, change }: ItemProblem,
  { warehouse, title, similar }: { warehouse: string; title: string; similar: readonly Item[] },
): string {
  const [item] = items
  const name = item && item.name !== sku ? ` (${item.name})` : ''
  const what = `“${sku}”${name} of ${title}`
  const otherwise = told
    ? 'or book the change there by hand and leave it out here'
    : `or match another item: ${matchCommand(sku, undefined)}`
  switch (code) {
    case 'sku-not-in-warehouse': {
      if (told)
        return `The item that “${sku}” of ${title} was booked on in ${warehouse} is not there any more (id:${gone ?? ''}). This change belongs to it and waits. Put the item back there, ${otherwise}. ${goesItself}`
      const lost =
        gone === undefined
          ? `${warehouse} does not know SKU “${sku}” of ${title}.`
          : `The item that “${sku}” of ${title} is matched to in ${warehouse} is not there any more (id:${gone}).`
      const cure = `Give the item this code there, or match it: ${matchCommand(sku, similar[0])}.`
      return `${lost} This line waits. ${suggestion(similar)}${cure} ${goesItself}`
    }
    case 'item-ambiguous': {
      // Where items have no id beside their code, nothing can be said about one of them alone.
      const apart = new Set(items.map((one) => one.item)).size === items.length
      const cure = apart ? `Say which one is meant: ${matchCommand(sku, item)}` : 'Give each a code of its own there'
      return `${warehouse} has several items with the code “${sku}” of ${title}: ${items.map(nameOf).join(', ')}. This line waits. ${cure}. ${goesItself}`
    }
    case 'item-archived':
      return `${what} is archived in ${warehouse}, where no stock of it can be booked then. This line waits. Take it out of the archive there, ${otherwise}. ${goesItself}`
    case 'item-lot-tracked':
      return `${what} is tracked by lots or serial numbers in ${warehouse}, and Vend does not say which ones moved. This line waits. Book it there by hand and leave it out here, or switch the tracking off there. ${goesItself}`
    case 'item-service':
      return `${what} is a service in ${warehouse}, which keeps no stock of services. This line waits. Make it a good that is stocked there, ${otherwise}. ${goesItself}`
    case 'item-untracked':
      return `${warehouse} keeps no stock of ${what}. This line waits. Switch on that its inventory is tracked there, ${otherwise}. ${goesItself}`
    case 'quantity-too-fine':
      return `${what} changes by ${change ?? 'a part'}, and ${warehouse} keeps it in steps of ${item?.step ? formatQuantity(item.step) : 'its unit'}. This line waits. Allow finer quantities for its unit there, or correct it in Vend. ${goesItself}`
  }
}

function suggestion(similar: readonly Item[]): string {
  if (similar.length === 0) return ''
  return `Closest there: ${similar.slice(0, suggestedAtMost).map(nameOf).join(', ')}. `
}

function nameOf({ item, code, name }: Item): string {
  return code === '' ? `${name} (id:${item})` : `“${code}” (${name === code ? '' : `${name}, `}id:${item})`
}

/** What to type; without a likely item, CODE stands for its code. */
export function matchCommand(sku: string, likely: Item | undefined): string {
  const named = likely && (likely.code === '' || likely.code === sku ? `id:${likely.item}` : likely.code)
  const words = [sku, named ?? 'CODE']
  // What begins with a dash would be read as an option.
  const plain = words.some((word) => word.startsWith('-')) ? '-- ' : ''
  return `stocktray match ${plain}${words.map(quoted).join(' ')}`
}

function quoted(text: string): string {
  return /^[A-Za-z0-9._/:-]+$/.test(text) ? text : `"${text.replace(/(["\\$`])/g, '\\$1')}"`
}
