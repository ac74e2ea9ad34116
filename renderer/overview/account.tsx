import { Anchor, Text, Title } from '@mantine/core'
import { Link } from 'wouter'
import type { AppState } from '../../src/core/app-state'
import { accountRows, accountSince, type AccountRow } from '../../src/core/account-words'
import { shownCount } from '../../src/core/words'
import { shownMoment } from '../words/moments'

type AccountProps = { readonly account: AppState['account']; readonly watching: boolean }

/** All of Vend's stock control, and what became of it: each number leads to exactly those movements. */
export function Account({ account, watching }: AccountProps) {
  const rows = accountRows(account, watching)
  const since = accountSince(account.since, shownMoment)
  return (
    <section aria-labelledby="account">
      <Title order={2} size="h4" id="account" mb="xs">
        The account
      </Title>
      <table className="account figures">
        <caption className="unseen">All of Vend’s stock movements, and what became of each</caption>
        <tbody>
          <tr>
            <td />
            <td className="number">{shownCount(account.movements)}</td>
            <th scope="row">{account.movements === 1 ? 'movement in Vend' : 'movements in Vend'}</th>
          </tr>
          {rows.map((row, index) => (
            <tr key={row.text}>
              <td aria-hidden>{index === 0 ? '=' : '+'}</td>
              <td className="number">{shownCount(row.count)}</td>
              <th scope="row">
                {row.count === 0 ? (
                  row.text
                ) : (
                  <Anchor component={Link} href={linkOf(row)}>
                    {row.text}
                  </Anchor>
                )}
              </th>
            </tr>
          ))}
        </tbody>
      </table>
      {since !== null && (
        <Text size="sm" c="dimmed" mt="xs">
          {since}
        </Text>
      )}
      {account.movements === 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          Vend has recorded no stock movement since the start. The next one is told at once.
        </Text>
      )}
    </section>
  )
}

function linkOf({ class: which, cause }: AccountRow): string {
  if (which === 'needs-you') return '/needs-you'
  const query = new URLSearchParams({ class: which, ...(cause !== null && { cause }) })
  return `/movements?${query.toString()}`
}
