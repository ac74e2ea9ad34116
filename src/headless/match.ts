import { isItemHold } from '../core/hold'
import { counting } from '../core/words'
import { ask, sayRefusal } from './client'
import { exitOf, type CommandContext, type CommandDefinition } from './command'
import { documentJson } from './document-json'
import { exitCodes, type ExitCode } from './exit-codes'
import { withEngine, withReadings } from './office'
import { sayJson } from './output'
import { columns } from './table'

export const matchCommand: CommandDefinition = {
  usage: 'match [sku] [item]',
  group: 'Decide what waits for you',
  about: 'say which item of the warehouse a Vend SKU means; alone, list what is matched and what waits',
  more: 'The item is its code in the warehouse, or id: and its id there: stocktray match MUG-BLUE id:4711',
  options: [{ flags: '--remove', about: 'take the match of this SKU back' }],
  act: (context, [sku, item], { remove }) => {
    if (sku === undefined) return listMatches(context)
    if (remove === true) return unmatch(context, sku)
    if (item !== undefined) return match(context, sku, item)
    context.output.err(`Say what “${sku}” is in the warehouse, too: its code there, or id: and its id.`)
    return Promise.resolve(exitCodes.wrongInput)
  },
}

/** Says which item of the warehouse a Vend SKU means, and delivers what waited for it. */
export function match(context: CommandContext, sku: string, item: string): Promise<ExitCode> {
  return withEngine(context, async (client) => {
    const { output } = context
    const answer = await ask(client.api.matches.$post({ json: { sku, item } }))
    if (answer.kind !== 'done') return sayRefusal(output, answer)
    const { documents, problem } = answer
    const went = documents.filter(({ status }) => status === 'delivered').length
    if (context.json) sayJson(output, { sku, item, documents: documents.map(documentJson) })
    else {
      output.out(answer.text)
      if (documents.length > 0)
        output.out(`${counting(documents.length, 'document')} waited for it: ${went.toString()} delivered.`)
      if (went < documents.length) output.out('What is still open, and why: stocktray status')
    }
    if (problem !== null) output.err(problem)
    return problem === null ? exitOf(documents, null) : exitCodes.unreachable
  })
}

/** Takes a match back. */
export function unmatch(context: CommandContext, sku: string): Promise<ExitCode> {
  return withEngine(context, async (client) => {
    const answer = await ask(client.api.matches.$delete({ query: { sku } }))
    if (answer.kind !== 'done') return sayRefusal(context.output, answer)
    if (context.json) sayJson(context.output, { sku, item: null })
    else context.output.out(answer.text)
    return exitCodes.done
  })
}

/** The shop's own table, and what waits for a place in it. */
export function listMatches(context: CommandContext): Promise<ExitCode> {
  return withReadings(context, async (client) => {
    const { output } = context
    const [matches, state] = [await ask(client.api.matches.$get()), await ask(client.api.state.$get())]
    const waiting = state.holds.filter(({ code }) => isItemHold(code))
    if (context.json) {
      sayJson(output, { matches, waiting })
      return exitCodes.done
    }
    const rows = matches.map(({ sku, item, code, name }) => [`  ${sku}`, '→', code || `id:${item}`, name])
    if (rows.length > 0) ['Matched', ...columns(rows)].forEach(output.out)
    else output.out('Nothing is matched: each item bears its Vend SKU in the warehouse, or waits.')
    if (waiting.length > 0) ['', 'Waiting for an item', ...waiting.map(({ text }) => `  ! ${text}`)].forEach(output.out)
    return exitCodes.done
  })
}
