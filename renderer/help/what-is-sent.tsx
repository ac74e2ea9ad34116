import { Stack, Table, Text, Title } from '@mantine/core'

/** As `rules` has it: see src/core/rules.ts. */
const rows: readonly (readonly [screen: string, when: string, sent: string])[] = [
  ['Order Stock', 'received', 'a Stocktake: plus what was received'],
  ['Return Stock', 'sent', 'a Stocktake: minus what was returned'],
  ['Transfer Stock', 'sent', 'a Stock Transfer of what was sent'],
  ['Transfer Stock', 'received', 'what differs from what was sent, as a Stocktake where it arrived'],
  ['Inventory Count', 'completed', 'a Stocktake: what was counted less what was expected'],
]

/** Which movement of Vend becomes what in the warehouse. */
export function WhatIsSent() {
  return (
    <Stack component="section" gap="xs" aria-labelledby="what-is-sent">
      <Title order={2} size="h4" id="what-is-sent">
        What is sent, and when
      </Title>
      <Table aria-labelledby="what-is-sent">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Screen in Vend</Table.Th>
            <Table.Th>Once it is</Table.Th>
            <Table.Th>The warehouse gets</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([screen, when, sent]) => (
            <Table.Tr key={`${screen} ${when}`}>
              <Table.Td>{screen}</Table.Td>
              <Table.Td>{when}</Table.Td>
              <Table.Td>{sent}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm">
        Whatever changes in Vend afterwards is sent as the difference. A return is not announced by Vend: it is found
        when Vend is read by schedule. Sales are not sent.
      </Text>
    </Stack>
  )
}
