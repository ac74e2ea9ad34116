import { Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { DayFigures } from '../../src/core/day-figures'
import { counting, shownCount } from '../../src/core/words'
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
      <Text className="figures">{today && documentsOf(today) > 0 ? wordsOf(today) : 'Nothing yet.'}</Text>
      <ol className="bars" aria-label="Documents booked on each of the last 14 days">
        {data.map((day) => (
          <li key={day.from} title={`${shownShortDay(day.from)}: ${wordsOf(day)}`}>
            <span className="unseen">
              {shownShortDay(day.from)}: {wordsOf(day)}
            </span>
            <span aria-hidden className="bar" style={{ height: `${((100 * documentsOf(day)) / most).toString()}%` }} />
            <span aria-hidden className="bar-day">
              {new Date(day.from).getDate()}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function documentsOf({ stocktakes, transfers }: Pick<DayFigures, 'stocktakes' | 'transfers'>): number {
  return stocktakes + transfers
}

/** "9 stocktakes · 2 transfers · 148 units". */
function wordsOf({ stocktakes, transfers, units }: DayFigures): string {
  if (stocktakes + transfers === 0) return 'nothing'
  const parts = [
    ...(stocktakes > 0 ? [counting(stocktakes, 'stocktake')] : []),
    ...(transfers > 0 ? [counting(transfers, 'transfer')] : []),
  ]
  return [...parts, `${Number.isInteger(Number(units)) ? shownCount(Number(units)) : units} units`].join(' · ')
}
