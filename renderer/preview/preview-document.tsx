import { Anchor, Group, Paper, Table, Text, Title } from '@mantine/core'
import { useId, useState } from 'react'
import type { HistoryDocument } from '../../src/core/app-state'
import { kindWords, placeName, whereOf, withMinus, withSign } from '../../src/core/document-words'
import type { LineWithFigures } from '../../src/core/with-figures'
import { formatQuantity, parseQuantity } from '../../src/core/quantity'
import { counting, shortNameOf } from '../../src/core/words'

type Document = Omit<HistoryDocument, 'lines'> & { readonly lines: readonly LineWithFigures[] }

type PreviewDocumentProps = {
  readonly document: Document
  readonly names: ReadonlyMap<string, string>
  /** Of its heading. */
  readonly order: 2 | 3
}

/** More lines than a person reads at once. */
const shownAtFirst = 30

/** One document as it would go: where, and each line with what the warehouse has before and after it. */
export function PreviewDocument({ document, names, order }: PreviewDocumentProps) {
  const id = useId()
  const [all, setAll] = useState(false)
  const { kind, vend, from, to, lines, holds } = document
  const isTransfer = kind === 'stock-transfer'
  const shown = all ? lines : lines.slice(0, shownAtFirst)
  return (
    <Paper component="section" aria-labelledby={id} withBorder p="md">
      <Group justify="space-between" align="baseline">
        <Title order={order} size="h5" id={id}>
          {`${kindWords[kind]} ${shortNameOf({ ...vend, id: vend.consignmentId })}: ${whereOf(document, names)}`}
        </Title>
        <Text size="sm" className="figures">{`${counting(lines.length, 'line')}, ${sumOf(lines)} in all`}</Text>
      </Group>
      {holds.map(({ code, text }) => (
        <Text key={`${code} ${text}`} size="sm" mt={4}>
          {text}
        </Text>
      ))}
      <Table className="figures" mt="xs" aria-labelledby={id}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>SKU</Table.Th>
            <Table.Th ta="end">{isTransfer ? 'Moves' : 'Change'}</Table.Th>
            {isTransfer && <Table.Th ta="end">{placeName(from, names)}</Table.Th>}
            <Table.Th ta="end">{isTransfer ? placeName(to, names) : 'Before → after'}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ sku, quantity, counted, before, after, from: source, to: target }) => (
            <Table.Tr key={sku}>
              <Table.Td>{sku}</Table.Td>
              <Table.Td ta="end">
                {isTransfer ? withMinus(quantity) : withSign(quantity)}
                {counted !== undefined && ` (counted ${withMinus(counted)})`}
              </Table.Td>
              {isTransfer && <Table.Td ta="end">{beforeAndAfter(source)}</Table.Td>}
              <Table.Td ta="end">
                {beforeAndAfter(
                  isTransfer ? target : before === undefined ? undefined : { before, after: after ?? '' },
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length < lines.length && (
        <Anchor component="button" type="button" size="sm" onClick={() => setAll(true)}>
          {`Show ${(lines.length - shown.length).toString()} more lines`}
        </Anchor>
      )}
    </Paper>
  )
}

function beforeAndAfter(figures: { readonly before: string; readonly after: string } | undefined): string {
  if (figures === undefined) return 'the warehouse does not say'
  return `${withMinus(figures.before)} → ${withMinus(figures.after)}`
}

function sumOf(lines: readonly { readonly quantity: string }[]): string {
  const sum = lines.reduce((all, { quantity }) => all + (parseQuantity(quantity) ?? 0n), 0n)
  return withSign(formatQuantity(sum))
}
