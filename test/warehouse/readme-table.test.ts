import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Capabilities, Operation } from '../../src/core/ports/warehouse'
import { connectors } from '../../src/warehouse/registry'

const repeats: Readonly<Record<Operation['repeat'], string>> = {
  'refused-by-key': 'refused by its key',
  'refused-by-name': 'refused by its name',
  'found-by-reference': 'found by a look-up',
}
const negatives: Readonly<Record<Capabilities['negativeStock'], string>> = {
  refused: 'refused',
  warned: 'booked, with a warning',
}

function row(kind: string, { name, stocktake, stockTransfer, negativeStock, onHand }: Capabilities): string[] {
  const transfer = stockTransfer === null ? 'two Stocktakes' : stockTransfer.inTransit ? 'by way of transit' : 'at once'
  const lines = stocktake.mostLines === null ? 'any number' : `${stocktake.mostLines.toString()}, then more`
  const [repeat, negative] = [repeats[stocktake.repeat], negatives[negativeStock]]
  return [`\`${kind}\``, name, 'change per line', transfer, lines, repeat, negative, onHand ? 'yes' : 'no']
}

it('the table of warehouses in the README says what the engine goes by', () => {
  const section = /^## Warehouses$([^]*?)^##/m.exec(readFileSync('README.md', 'utf8'))?.[1] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  const cells = rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  expect(cells).toEqual(Object.entries(connectors).map(([kind, { capabilities }]) => row(kind, capabilities)))
})
