import { Button, Stack, Text, Title } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { groupBy } from '../../src/core/group'
import { shownCount } from '../../src/core/words'
import { shownDay, shownSecond } from '../words/moments'

/** `at`: ISO 8601. */
export type Moment = { readonly at: string; readonly said: ReactNode }

/** So many are shown at first: the last ones. */
const most = 200

/** What happened, oldest first: a column of moments below the day of each. */
export function Moments({ moments }: { readonly moments: readonly Moment[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? moments : moments.slice(-most)
  const days = [...groupBy(shown, ({ at }) => shownDay(Date.parse(at)))]
  return (
    <Stack gap="sm">
      {shown.length < moments.length && (
        <Button size="xs" variant="default" w="fit-content" onClick={() => setAll(true)}>
          Show {shownCount(moments.length - shown.length)} earlier ones
        </Button>
      )}
      {days.map(([day, some]) => (
        <section key={day}>
          <Title order={3} size="sm" c="dimmed" mb={4}>
            {day}
          </Title>
          <ol className="moments">
            {some.map(({ at, said }, index) => (
              <li key={index}>
                <Text component="time" size="sm" dateTime={at} className="figures">
                  {shownSecond(Date.parse(at))}
                </Text>
                <Text size="sm" component="div">
                  {said}
                </Text>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </Stack>
  )
}
