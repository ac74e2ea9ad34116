import { Anchor } from '@mantine/core'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { Fragment, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { Movement } from '../../src/core/movements'
import { usePlaces } from '../api/places'
import { useListMargin, useScroller } from '../frame/list-margin'
import { shownMoment } from '../words/moments'
import './movements.css'

type MovementListProps = {
  readonly rows: readonly Movement[]
  /** More rows are to be had. */
  readonly goesOn: boolean
  readonly more: () => void
}

/** Height of a row, px: see movements.css. */
const rowHeight = 60
/** So near its end the list reads on, rows. */
const nearEnd = 30

/** Of however many movements, those that fit on the screen. */
export function MovementList({ rows, goesOn, more }: MovementListProps) {
  const { body, margin } = useListMargin()
  const scroller = useScroller()
  // Where the keyboard is stays drawn, however far the list is scrolled meanwhile.
  const [entered, setEntered] = useState(0)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: scroller,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.consignmentId ?? index,
    ...{ overscan: 8, scrollMargin: margin, scrollPaddingStart: 40 },
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), entered])].sort((a, b) => a - b),
  })
  const to = list.range?.endIndex ?? 0
  useEffect(() => {
    if (goesOn && to >= rows.length - nearEnd) more()
  }, [goesOn, more, to, rows.length])
  return (
    <div role="table" aria-label="Movements, newest first" aria-rowcount={goesOn ? -1 : rows.length + 1}>
      <div role="rowgroup" className="list-head">
        <div role="row" aria-rowindex={1} className="list-columns movement-columns">
          {['Changed in Vend', 'Movement', 'Where', 'Status in Vend', 'Why'].map((name) => (
            <div role="columnheader" key={name}>
              {name}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className="list-rows" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          return row && <Row key={key} {...{ row, index }} top={start - margin} entered={() => setEntered(index)} />
        })}
      </div>
    </div>
  )
}

type RowProps = {
  readonly row: Movement
  /** Its place in the list, from 0, and how far down, px. */
  readonly index: number
  readonly top: number
  readonly entered: () => void
}

function Row({ row, index, top, entered }: RowProps) {
  const places = usePlaces()
  const outlet = (id: string) => places.find((place) => place.outlet.id === id)?.outlet.name ?? 'another outlet'
  const where =
    row.sourceOutletId === null ? outlet(row.outletId) : `${outlet(row.sourceOutletId)} → ${outlet(row.outletId)}`
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="list-columns list-row movement-columns movement-row"
      style={{ transform: `translateY(${top.toString()}px)` }}
    >
      <div role="cell" className="figures">
        {row.at === null ? 'not known' : shownMoment(row.at)}
      </div>
      <div role="cell">
        <Anchor
          component={Link}
          onFocus={entered}
          size="sm"
          href={`/history?${new URLSearchParams({ search: lastWord(row.title) }).toString()}`}
        >
          {row.title}
        </Anchor>
      </div>
      <div role="cell">{where}</div>
      <div role="cell">
        {row.vendStatus.split(/(?<=_)/).map((part) => (
          <Fragment key={part}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </div>
      <div role="cell" title={row.why ?? undefined}>
        <div className="clamped movement-why">{row.why ?? ''}</div>
      </div>
    </div>
  )
}

/** "CAR-25" of "Order Stock CAR-25"; of a name in quotation marks, the name. */
function lastWord(title: string): string {
  return /“(.*)”$/.exec(title)?.[1] ?? title.split(' ').at(-1) ?? title
}
