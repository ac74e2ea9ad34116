import type { Trace } from '../core/trace'
import { ask, sayRefusal } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withReadings } from './office'
import { say, sayJson } from './output'
import { localTime } from '../host/local-time'
import { columns } from './table'

export const traceCommand: CommandDefinition = {
  usage: 'trace <sku>',
  group: 'See how things stand',
  about: 'tell everything that happened to one SKU, oldest first',
  more: 'Also by a SKU that the product had before, or by the code of the item it is matched to in the warehouse.',
  act: (context, [sku = '']) => trace(context, sku),
}

/** Everything that happened to one SKU. */
export function trace(context: CommandContext, sku: string): Promise<ExitCode> {
  return withReadings(context, async (client) => {
    const { output } = context
    const answer = await ask(client.api.trace.$get({ query: { sku } }))
    if (answer.kind !== 'done') return sayRefusal(output, answer)
    if (context.json) sayJson(output, answer.trace)
    else say(output, showTrace(answer.trace))
    return exitCodes.done
  })
}

/** A trace as a person reads it: what it is about, what came of it in all, then each moment. */
export function showTrace({ sku, products, booked, events }: Trace): string[] {
  const about = products.map(({ name, sku: now, earlier, matched }) => {
    const before = earlier.length > 0 ? `, before ${earlier.join(', ')}` : ''
    const item = matched === null ? '' : `, matched to ${matched} in the warehouse`
    return `${now ?? sku}  ${name}${before}${item}`
  })
  const sums = booked.map(({ name, quantity }) => [
    `  ${name}`,
    quantity.startsWith('-') ? `−${quantity.slice(1)}` : `+${quantity}`,
  ])
  const rows = events.map(({ at, title, text }) => [localTime(at), title ?? '', text])
  return [
    ...about,
    ...(sums.length > 0 ? ['', 'Booked in all', ...columns(sums)] : []),
    ...(rows.length > 0 ? ['', ...columns(rows)] : ['', 'Nothing has happened to it yet.']),
  ]
}
