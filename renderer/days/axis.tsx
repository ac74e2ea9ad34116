import { shownMark } from './scale'

type AxisProps = {
  readonly name: string
  readonly marks: readonly number[]
  readonly y: (value: number) => number
  /** From where to where its lines go, px. */
  readonly start: number
  readonly end: number
}

/** The marks of a panel at its left, a line to each, and its name above. */
export function Axis({ name, marks, y, start, end }: AxisProps) {
  const top = y(marks.at(-1) ?? 0)
  return (
    <g>
      <text className="days-name" x={start} y={top - 8}>
        {name}
      </text>
      {marks.map((mark) => (
        <g key={mark}>
          <line className={mark === 0 ? 'days-base' : 'days-line'} x1={start} x2={end} y1={y(mark)} y2={y(mark)} />
          <text className="days-mark" x={start - 8} y={y(mark) + 4} textAnchor="end">
            {shownMark(mark)}
          </text>
        </g>
      ))}
    </g>
  )
}
