import { isItemHold, itemHoldCodes } from '../core/hold'
import { counting } from '../core/words'
import { withApp, withShop, type CommandContext } from './command'
import { documentJson } from './document-json'
import { exitCodes, type ExitCode } from './exit-codes'
import { sayJson } from './output'
import { lookAtShop } from './shop-folder'
import { columns } from './table'

/** Says which item of the warehouse a Vend SKU means, and delivers what waited for it. */
export function match(context: CommandContext, sku: string, item: string): Promise<ExitCode> {
  return withApp(context, async (app) => {
    const { output, signal } = context
    const matched = await app.match(sku, item, signal)
    if (matched.kind !== 'done') {
      output.err(matched.text)
      return matched.kind === 'wrong' ? exitCodes.wrongInput : exitCodes.unreachable
    }
    const waitsForItem = new Set<string>(itemHoldCodes)
    const waited = app
      .history()
      .filter(({ status, lines }) => status === 'needs-you' && lines.some((line) => line.sku === sku))
      .filter(({ holds }) => holds.some(({ code }) => waitsForItem.has(code)))
    await app.deliver(signal)
    const now = new Map(app.history().map((document) => [document.id, document]))
    const documents = waited.flatMap(({ id }) => now.get(id) ?? [])
    const went = documents.filter(({ status }) => status === 'delivered').length
    if (context.json) sayJson(output, { sku, item, documents: documents.map(documentJson) })
    else {
      output.out(matched.text)
      if (documents.length > 0)
        output.out(`${counting(documents.length, 'document')} waited for it: ${went.toString()} delivered.`)
      if (went < documents.length) output.out('What is still open, and why: stocktray status')
    }
    const { warehouseProblem } = app.state()
    if (warehouseProblem) output.err(warehouseProblem.text)
    return warehouseProblem ? exitCodes.unreachable : went < documents.length ? exitCodes.needsYou : exitCodes.done
  })
}

/** Takes a match back. */
export function unmatch(context: CommandContext, sku: string): Promise<ExitCode> {
  return withApp(context, (app) => {
    const done = app.unmatch(sku)
    if (done.kind !== 'done') context.output.err(done.text)
    else if (context.json) sayJson(context.output, { sku, item: null })
    else context.output.out(done.text)
    return done.kind === 'done' ? exitCodes.done : exitCodes.wrongInput
  })
}

/** The shop's own table, and what waits for a place in it; from the file alone. */
export function listMatches(context: CommandContext): Promise<ExitCode> {
  return withShop(context, (shop) => {
    const looked = lookAtShop(shop)
    const { output } = context
    if (!looked.ok) {
      output.err(looked.text)
      return exitCodes.needsYou
    }
    const waiting = looked.state.holds.filter(({ code }) => isItemHold(code))
    if (context.json) {
      sayJson(output, { matches: looked.matches, waiting })
      return exitCodes.done
    }
    const rows = looked.matches.map(({ sku, item, code, name }) => [`  ${sku}`, '→', code || `id:${item}`, name])
    if (rows.length > 0) ['Matched', ...columns(rows)].forEach(output.out)
    else output.out('Nothing is matched: each item bears its Vend SKU in the warehouse, or waits.')
    if (waiting.length > 0) ['', 'Waiting for an item', ...waiting.map(({ text }) => `  ! ${text}`)].forEach(output.out)
    return exitCodes.done
  })
}
