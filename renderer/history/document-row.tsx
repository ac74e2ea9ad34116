import type { MouseEvent } from 'react'
import { causeWords, kindWords, whereOf, withSign } from '../../src/core/document-words'
import type { HistoryRow } from '../../src/core/history-page'
import { counting, shortNameOf } from '../../src/core/words'
import { shownMoment } from '../words/moments'
import { StatusMark } from './status-mark'

type DocumentRowProps = {
  readonly row: HistoryRow
  readonly names: ReadonlyMap<string, string>
  /** Its place in the list, from 0, and how far down, px. */
  readonly index: number
  readonly top: number
  readonly href: string
  /** The Tab key stops at it. */
  readonly isStop: boolean
  readonly entered: () => void
  readonly open: () => void
}

/** A document in a line of the list. The whole line opens its story; for the keyboard its link does. */
export function DocumentRow({ row, names, index, top, href, isStop, entered, open }: DocumentRowProps) {
  const { vend, items, units, lines } = row
  const first = lines.map(({ sku, quantity }) => `${sku} ${withSign(quantity)}`).join(', ')
  const opened = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    open()
  }
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-at={index}
      className="list-columns list-row history-columns history-row"
      style={{ transform: `translateY(${top.toString()}px)` }}
      onClick={opened}
    >
      <div role="gridcell" className="figures">
        <time dateTime={row.createdAt}>{shownMoment(Date.parse(row.createdAt))}</time>
      </div>
      <div role="gridcell">
        <a href={href} tabIndex={isStop ? 0 : -1} onFocus={entered} onClick={opened}>
          {shortNameOf({ ...vend, id: vend.consignmentId })}
        </a>
        <div className="history-under">{kindWords[row.kind]}</div>
      </div>
      <div role="gridcell" className="figures">
        <div className="history-items">
          {counting(items, 'item')}, {unitsText(units)}
        </div>
        <div className="history-under" title={first}>
          {items > lines.length ? `${first} …` : first}
        </div>
      </div>
      <div role="gridcell">
        <div className="clamped history-two-lines">{whereOf(row, names)}</div>
      </div>
      <div role="gridcell">{causeWords[row.cause]}</div>
      <div role="gridcell">
        <StatusMark status={row.status} />
        <div className="history-under">{row.warehouseNumber}</div>
      </div>
    </div>
  )
}

/** "110 units", "2.5 units": a decimal, without its sign. */
export function unitsText(units: string): string {
  return `${units} ${units === '1' ? 'unit' : 'units'}`
}
