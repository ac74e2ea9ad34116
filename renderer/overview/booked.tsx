import { Anchor, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { bookedText, documentsOf } from '../../src/core/day-figures'
import { ask, client } from '../api/client'
import { shownShortDay } from '../words/moments'

const days = '14'

/** What the warehouse booked today, and on the days before. */
export function Booked() {
  const { data = [] } = useQuery({
    queryKey: ['days', days],
    queryFn: () => ask(client.api.days.$get({ query: { last: days } })),
  })
  const today = data.at(-1)
  const most = Math.max(1, ...data.map(documentsOf))
  return (
    <section aria-labelledby="booked">
      <Title order={2} size="h4" id="booked" mb="xs">
        Booked today
      </Title>
      <Text className="figures">{today && documentsOf(today) > 0 ? bookedText(today) : 'Nothing yet.'}</Text>
      <ol className="bars" aria-label="Documents booked on each of the last 14 days">
        {data.map((day) => (
          <li key={day.from} title={`${shownShortDay(day.from)}: ${bookedText(day)}`}>
            <span className="unseen">
              {shownShortDay(day.from)}: {bookedText(day)}
            </span>
            <span aria-hidden className="bar" style={{ height: `${((100 * documentsOf(day)) / most).toString()}%` }} />
            <span aria-hidden className="bar-day">
              {new Date(day.from).getDate()}
            </span>
          </li>
        ))}
      </ol>
      <Anchor component={Link} href="/days" size="sm">
        See 90 days
      </Anchor>
    </section>
  )
}
