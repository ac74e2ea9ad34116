import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { HistoryRow } from '../../src/core/history-page'
import { useListMargin, useScroller } from '../frame/list-margin'
import { DocumentRow } from './document-row'
import type { Looked } from './use-history'

/** Where somebody was in the list: how far down, px, and at which document. */
export type Spot = { readonly offset: number; readonly id: string | null }

type DocumentTableProps = {
  readonly rows: readonly HistoryRow[]
  readonly names: ReadonlyMap<string, string>
  /** More rows are to be had. */
  readonly goesOn: boolean
  readonly more: () => void
  readonly looked: (at: Looked) => void
  /** `at`: where to come back to. */
  readonly open: (id: string, at: Spot) => void
  readonly linkTo: (id: string) => string
  readonly spot: Spot
}

/** Height of a row, px: see history.css. */
const rowHeight = 48
/** So near its end the list reads on, rows. */
const nearEnd = 30

/** Of however many rows, those that fit on the screen. Arrow keys go from row to row, Enter opens one. */
export function DocumentTable({ rows, names, goesOn, more, looked, open, linkTo, spot }: DocumentTableProps) {
  const { body, margin } = useListMargin()
  const scroller = useScroller()
  // Where one begins; from then on the list stays where it is.
  const [begin] = useState(spot)
  const [active, setActive] = useState(begin.id)
  const focusing = useRef(begin.id !== null)
  const activeAt = Math.max(
    rows.findIndex(({ id }) => id === active),
    0,
  )
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: scroller,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    // The heading of the table stays in sight above the rows.
    ...{ overscan: 8, scrollMargin: margin, scrollPaddingStart: 40, scrollPaddingEnd: 8 },
    initialOffset: begin.offset,
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), activeAt])].sort((a, b) => a - b),
  })
  useLayoutEffect(() => {
    scroller()?.scrollTo(0, begin.offset)
  }, [scroller, begin])

  const from = Math.max(Math.floor(((list.scrollOffset ?? 0) - margin) / rowHeight), 0)
  const to = list.range?.endIndex ?? 0
  const isTop = (list.scrollOffset ?? 0) <= margin
  useEffect(() => looked({ isTop, from, to }), [looked, isTop, from, to])
  useEffect(() => {
    if (goesOn && to >= rows.length - nearEnd) more()
  }, [goesOn, more, to, rows.length])
  useEffect(() => {
    if (!focusing.current) return
    const link = body.current?.querySelector<HTMLElement>(`[data-at="${activeAt.toString()}"] a`)
    focusing.current = !link
    link?.focus({ preventScroll: true })
  })

  const go = (at: number) => {
    const row = rows[Math.min(Math.max(at, 0), rows.length - 1)]
    if (!row) return
    focusing.current = true
    setActive(row.id)
    list.scrollToIndex(rows.indexOf(row))
  }
  const page = Math.max(Math.floor((scroller()?.clientHeight ?? 0) / rowHeight) - 2, 1)
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowDown: activeAt + 1, ArrowUp: activeAt - 1, PageDown: activeAt + page, PageUp: activeAt - page },
    ...{ Home: 0, End: rows.length - 1 },
  }
  const pressed = (event: KeyboardEvent) => {
    const at = steps[event.key]
    if (at === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    go(at)
  }
  return (
    <div
      role="grid"
      aria-label="Documents, newest first"
      aria-rowcount={goesOn ? -1 : rows.length + 1}
      className="history-table"
      onKeyDown={pressed}
    >
      <div role="rowgroup" className="list-head">
        <div role="row" aria-rowindex={1} className="list-columns history-columns">
          {['When', 'Movement', 'Items', 'Where', 'Came by', 'State'].map((name) => (
            <div role="columnheader" key={name}>
              {name}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className="list-rows" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          if (!row) return null
          return (
            <DocumentRow
              key={key}
              {...{ row, names, index }}
              href={linkTo(row.id)}
              isStop={index === activeAt}
              top={start - margin}
              entered={() => setActive(row.id)}
              open={() => open(row.id, { offset: scroller()?.scrollTop ?? 0, id: row.id })}
            />
          )
        })}
      </div>
    </div>
  )
}
