import { Anchor, Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { withMinus, withSign } from '../../src/core/document-words'
import type { Variance } from '../../src/core/variances'
import { counting, shownCount } from '../../src/core/words'
import './variances.css'

/** So many are shown at first, and so many more at a time. */
const first = 12
const step = 200

/** Each difference of a count as a bar, less to the left and more to the right, and its number beside it. */
export function Variances({ variances }: { readonly variances: readonly Variance[] }) {
  const [most, setMost] = useState(first)
  const { minus, plus } = reaches(variances)
  const left = variances.length - most
  return (
    <div>
      <Text size="sm">{summaryOf(variances)}</Text>
      <table className="variances figures">
        <thead>
          <tr>
            <th scope="col">SKU</th>
            <th scope="col" className="variance-number">
              Expected
            </th>
            <th scope="col" className="variance-number">
              Counted
            </th>
            <th scope="col" className="variance-number">
              Difference
            </th>
            <td aria-hidden className="variance-ends">
              {minus > 0 && <span>less</span>}
              {plus > 0 && <span className="variance-more">more</span>}
            </td>
          </tr>
        </thead>
        <tbody>
          {variances.slice(0, most).map(({ sku, name, expected, counted, difference }) => (
            <tr key={sku}>
              <th scope="row" title={name}>
                <Anchor component={Link} href={`/trace/${encodeURIComponent(sku)}`} size="sm">
                  {sku}
                </Anchor>
              </th>
              <td className="variance-number">{withMinus(expected)}</td>
              <td className="variance-number">{withMinus(counted)}</td>
              <td className="variance-number">{withSign(difference)}</td>
              <td aria-hidden>
                <Bar difference={Number(difference)} minus={minus} plus={plus} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <Button size="xs" variant="default" mt="xs" onClick={() => setMost(most + step)}>
          {left > step
            ? `Show ${step.toString()} more (${shownCount(left)} are left)`
            : `Show all ${shownCount(variances.length)}`}
        </Button>
      )}
    </div>
  )
}

type Reaches = { readonly minus: number; readonly plus: number }

/** The largest difference to either side. */
function reaches(variances: readonly Variance[]): Reaches {
  let [minus, plus] = [0, 0]
  for (const { difference } of variances) {
    minus = Math.max(minus, -Number(difference))
    plus = Math.max(plus, Number(difference))
  }
  return { minus, plus }
}

function Bar({ difference, minus, plus }: Reaches & { readonly difference: number }) {
  const percent = (part: number) => `${((100 * part) / (minus + plus)).toString()}%`
  const begins = difference < 0 ? minus + difference : minus
  return (
    <div className="variance-track">
      <div className="variance-zero" style={{ insetInlineStart: percent(minus) }} />
      <div
        className={`variance-bar ${difference < 0 ? 'variance-minus' : 'variance-plus'}`}
        style={{ insetInlineStart: percent(begins), width: percent(Math.abs(difference)) }}
      />
    </div>
  )
}

/** "In the whole count 5 items differ from what Vend expected: 3 less, 2 more." */
function summaryOf(variances: readonly Variance[]): string {
  const less = variances.filter(({ difference }) => difference.startsWith('-')).length
  const sides = [
    less > 0 ? `${shownCount(less)} less` : '',
    less < variances.length ? `${shownCount(variances.length - less)} more` : '',
  ]
  const items = counting(variances.length, 'item differs', 'items differ')
  return `In the whole count ${items} from what Vend expected: ${sides.filter((one) => one !== '').join(', ')}.`
}
