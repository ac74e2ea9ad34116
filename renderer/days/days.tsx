import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { bookedText, documentsOf, sumOfDays, type DayFigures } from '../../src/core/day-figures'
import { ask, client } from '../api/client'
import { Obstacle } from '../frame/acting'
import { shownWeekday } from '../words/moments'
import { Chart } from './chart'
import { DayTable } from './day-table'
import './days.css'

const spans = ['14', '30', '90'] as const

/** What the warehouse booked, day by day; how many days stands in the address. */
export function Days() {
  const [search, setSearch] = useSearchParams()
  const last = spans.find((span) => span === search.get('last')) ?? '90'
  const { data, error } = useQuery({
    queryKey: ['days', last],
    queryFn: () => ask(client.api.days.$get({ query: { last } })),
    placeholderData: keepPreviousData,
  })
  return (
    <Stack gap="sm">
      <Anchor component={Link} href="/" size="sm" w="fit-content">
        Back to Overview
      </Anchor>
      <Group justify="space-between">
        <Title order={1} size="h2">
          Booked day by day
        </Title>
        <Group gap="xs" role="group" aria-label="How many days">
          {spans.map((span) => (
            <Button
              key={span}
              size="xs"
              variant={span === last ? 'filled' : 'default'}
              aria-pressed={span === last}
              onClick={() => setSearch({ last: span }, { replace: true })}
            >
              {span} days
            </Button>
          ))}
        </Group>
      </Group>
      <Obstacle error={error} />
      {data ? <Booked days={data} /> : !error && <Text role="status">Reading the ledger …</Text>}
    </Stack>
  )
}

function Booked({ days }: { readonly days: readonly DayFigures[] }) {
  const [isTable, setTable] = useState(false)
  const all = sumOfDays(days)
  const span = `the last ${days.length.toString()} days`
  if (documentsOf(all) === 0)
    return <Text role="status">The warehouse booked nothing in {span}. What it books from now on appears here.</Text>
  return (
    <>
      <Text size="sm" className="figures" role="status">
        In {span}: {bookedText(all)}. {busiestText(days)}
      </Text>
      <Chart days={days} label={`Documents and units booked on each of ${span}. The table has the same figures.`} />
      <Group gap="md">
        <Button size="xs" variant="default" onClick={() => setTable(!isTable)}>
          {isTable ? 'Without the table' : 'As a table'}
        </Button>
        <Text size="sm" c="dimmed">
          A day begins at midnight on this PC. Today is not over yet.
        </Text>
      </Group>
      {isTable && <DayTable days={days} />}
    </>
  )
}

/** "Most on Mon 23 Nov: 41 documents." */
function busiestText(days: readonly DayFigures[]): string {
  const most = days.reduce((best, day) => (documentsOf(day) > documentsOf(best) ? day : best))
  const count = documentsOf(most)
  return `Most on ${shownWeekday(most.from)}: ${count.toLocaleString('en-GB')} ${count === 1 ? 'document' : 'documents'}.`
}
