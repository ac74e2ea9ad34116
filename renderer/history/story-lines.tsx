import { Anchor, Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { HistoryDocument } from '../../src/core/app-state'
import { placeName, withMinus, withSign } from '../../src/core/document-words'
import type { ShownFigures } from '../../src/core/on-hand'
import { withFigures } from '../../src/core/with-figures'
import { shownCount } from '../../src/core/words'

type StoryLinesProps = {
  readonly document: Pick<HistoryDocument, 'location' | 'from' | 'to' | 'lines'>
  readonly figures: readonly ShownFigures[] | null
  readonly names: ReadonlyMap<string, string>
  /** Each SKU leads to its trace. */
  readonly linked?: boolean
}

/** So many lines are shown at first, and so many more at a time. */
const step = 100

type Two = Pick<ShownFigures, 'before' | 'after'>

/** What a document changes, item by item, and what the warehouse has before and after it as far as it said so. */
export function StoryLines({ document, figures, names, linked = true }: StoryLinesProps) {
  const [most, setMost] = useState(step)
  const lines = withFigures(document, figures ?? [])
  const isCounted = lines.some(({ counted }) => counted !== undefined)
  const places: readonly (readonly [string, (line: (typeof lines)[number]) => Two | undefined])[] =
    document.location === null
      ? [
          [`In ${placeName(document.from, names)}`, ({ from }) => from],
          [`In ${placeName(document.to, names)}`, ({ to }) => to],
        ]
      : [
          [
            `In ${placeName(document.location, names)}`,
            ({ before, after }) => (before === undefined || after === undefined ? undefined : { before, after }),
          ],
        ]
  const known = places.filter(([, two]) => lines.some((line) => two(line) !== undefined))
  return (
    <div>
      <table className="story-lines">
        <thead>
          <tr>
            <th scope="col">SKU</th>
            <th scope="col" className="figures">
              {document.location === null ? 'Moved' : 'Change'}
            </th>
            {isCounted && (
              <th scope="col" className="figures">
                Counted
              </th>
            )}
            {known.map(([heading]) => (
              <th scope="col" key={heading} className="figures">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, most).map((line, index) => (
            <tr key={index}>
              <td>
                {linked ? (
                  <Anchor component={Link} href={`/trace/${encodeURIComponent(line.sku)}`} size="sm">
                    {line.sku}
                  </Anchor>
                ) : (
                  line.sku
                )}
              </td>
              <td className="figures">{document.location === null ? line.quantity : withSign(line.quantity)}</td>
              {isCounted && <td className="figures">{line.counted}</td>}
              {known.map(([heading, two]) => (
                <td key={heading} className="figures">
                  {shownTwo(two(line))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {most < lines.length && (
        <Button size="xs" variant="default" mt="xs" onClick={() => setMost(most + step)}>
          Show more lines ({shownCount(lines.length - most)} are left)
        </Button>
      )}
    </div>
  )
}

function shownTwo(two: Two | undefined): string {
  return two ? `before ${withMinus(two.before)} → after ${withMinus(two.after)}` : ''
}
