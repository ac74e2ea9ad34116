import { Table } from '@mantine/core'
import { shownDecimal, sumOfDays, type DayFigures } from '../../src/core/day-figures'
import { shownCount } from '../../src/core/words'
import { shownWeekday } from '../words/moments'

/** What was booked on each day in figures, today first. */
export function DayTable({ days }: { readonly days: readonly DayFigures[] }) {
  const rows = days.map((day) => ({ ...day, name: shownWeekday(day.from) })).reverse()
  return (
    <Table className="figures days-table" verticalSpacing={4}>
      <caption className="unseen">Booked on each day, today first</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Day</Table.Th>
          <Table.Th scope="col">Stocktakes</Table.Th>
          <Table.Th scope="col">Stock Transfers</Table.Th>
          <Table.Th scope="col">Units</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row key={row.from} {...row} />
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Row name="Together" {...sumOfDays(days)} />
      </Table.Tfoot>
    </Table>
  )
}

function Row({ name, stocktakes, transfers, units }: Omit<DayFigures, 'from'> & { readonly name: string }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>{shownCount(stocktakes)}</Table.Td>
      <Table.Td>{shownCount(transfers)}</Table.Td>
      <Table.Td>{shownDecimal(units)}</Table.Td>
    </Table.Tr>
  )
}
