import { useElementSize, useViewportSize } from '@mantine/hooks'
import { useId, useState } from 'react'
import { bookedText, documentsOf, type DayFigures } from '../../src/core/day-figures'
import { shownShortDay, shownWeekday } from '../words/moments'
import { Axis } from './axis'
import { marksUpTo } from './scale'

/** All in px: the room for the marks of the axes, for a panel's name, and for the days. */
const gutter = 48
const nameHeight = 30
const daysHeight = 24
/** Of the room of a day, its bar takes so much. */
const barShare = 0.7
/** A day's name needs so much room, and half of it at the right end. */
const dayWidth = 52
const end = 24

/** The documents of each day as bars, and below them its units as a line. */
export function Chart({ days, label }: { readonly days: readonly DayFigures[]; readonly label: string }) {
  const { ref, width } = useElementSize()
  const height = Math.min(Math.max(useViewportSize().height - 330, 260), 520)
  const [at, setAt] = useState<number | null>(null)
  const pointed = at === null ? undefined : days[at]
  return (
    <div ref={ref} className="days-chart">
      <div className="days-legend">
        <Legend />
        <span aria-hidden className="figures">
          {pointed ? `${shownWeekday(pointed.from)}: ${bookedText(pointed)}` : 'Point at a day for its figures.'}
        </span>
      </div>
      <svg role="img" aria-label={label} width="100%" height={height} onPointerLeave={() => setAt(null)}>
        {width > 0 && <Panels {...{ days, width, height, at, point: setAt }} />}
      </svg>
    </div>
  )
}

type PanelsProps = {
  readonly days: readonly DayFigures[]
  readonly width: number
  readonly height: number
  readonly at: number | null
  readonly point: (at: number) => void
}

function Panels({ days, width, height, at, point }: PanelsProps) {
  const hatch = useId()
  const room = height - 2 * nameHeight - daysHeight
  const right = width - end
  const documents = panel(nameHeight, Math.round(room * 0.62), marksUpTo(Math.max(...days.map(documentsOf)), 4, true))
  const units = panel(
    documents.bottom + nameHeight,
    Math.round(room * 0.38),
    marksUpTo(Math.max(...days.map(unitsOf)), 2, false),
  )
  const band = (right - gutter) / days.length
  const bar = Math.max(band * barShare, 2)
  const middle = (index: number) => gutter + (index + 0.5) * band
  const named = Math.max(Math.ceil(dayWidth / band), 1)
  return (
    <>
      <Hatch id={hatch} />
      {at !== null && (
        <rect className="days-pointed" x={gutter + at * band} y={0} width={band} height={height - daysHeight} />
      )}
      <Axis name="Documents" {...documents} start={gutter} end={right} />
      <Axis name="Units" {...units} start={gutter} end={right} />
      {days.map(({ from, stocktakes, transfers }, index) => {
        const [low, high] = [documents.y(stocktakes), documents.y(stocktakes + transfers)]
        const x = middle(index) - bar / 2
        return (
          <g key={from}>
            <rect className="days-stocktakes" x={x} y={low} width={bar} height={documents.bottom - low} />
            {transfers > 0 && (
              <rect className="days-transfers" fill={`url(#${hatch})`} x={x} y={high} width={bar} height={low - high} />
            )}
          </g>
        )
      })}
      <polyline
        className="days-units"
        points={days.map((day, index) => `${middle(index).toString()},${units.y(unitsOf(day)).toString()}`).join(' ')}
      />
      {band > 12 &&
        days.map((day, index) => (
          <circle key={day.from} className="days-dot" cx={middle(index)} cy={units.y(unitsOf(day))} r={3} />
        ))}
      {days.map(({ from }, index) =>
        // Today is always named.
        (days.length - 1 - index) % named === 0 ? (
          <text key={from} className="days-mark" x={middle(index)} y={height - 6} textAnchor="middle">
            {shownShortDay(from)}
          </text>
        ) : null,
      )}
      {days.map(({ from }, index) => (
        <rect
          key={from}
          className="days-day"
          x={gutter + index * band}
          y={0}
          width={band}
          height={height}
          onPointerEnter={() => point(index)}
          onPointerDown={() => point(index)}
        />
      ))}
    </>
  )
}

function unitsOf({ units }: DayFigures): number {
  return Number(units)
}

/** Where a value stands between the first and the last mark. */
function panel(top: number, height: number, marks: readonly number[]) {
  const [bottom, most] = [top + height, marks.at(-1) ?? 1]
  return { bottom, marks, y: (value: number) => bottom - (height * value) / most }
}

/** Stock Transfers are told from Stocktakes without their colour too. */
function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="days-hatch" width={2} height={5} />
      </pattern>
    </defs>
  )
}

function Legend() {
  const hatch = useId()
  return (
    <ul className="days-keys">
      <li>
        <svg aria-hidden width={14} height={14}>
          <rect className="days-stocktakes" width={14} height={14} />
        </svg>
        Stocktakes
      </li>
      <li>
        <svg aria-hidden width={14} height={14}>
          <Hatch id={hatch} />
          <rect className="days-transfers" fill={`url(#${hatch})`} x={0.5} y={0.5} width={13} height={13} />
        </svg>
        Stock Transfers
      </li>
      <li>
        <svg aria-hidden width={22} height={14}>
          <polyline className="days-units" points="0,7 22,7" />
          <circle className="days-dot" cx={11} cy={7} r={3} />
        </svg>
        Units
      </li>
    </ul>
  )
}
