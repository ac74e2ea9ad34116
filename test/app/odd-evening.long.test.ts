import { afterEach, describe, expect, it } from 'vitest'
import { less, plus, type Books } from './books'
import { oddEvening, settleByShelf } from './odd-evening'
import { openInPosition } from './open-in-position'
import type { ShopDay } from './shop-day'
import { positions } from './switch-positions'

let day: ShopDay
afterEach(() => day.close())

const hours = 3_600_000
const nothing: Books = {}

describe('after an odd evening, the night, and a person at the shelf, the warehouse has what the shop has, where', () => {
  it.each(positions.map((one) => [one.what, one] as const))('%s', async (_, position) => {
    day = await openInPosition(position)
    const { steps, changes } = oddEvening(day.clock)
    await day.live(steps)
    await day.sync()
    await position.then?.(day)
    await day.live(changes)
    day.clock.turn(24 * hours)
    await day.pass(10 * 60_000)
    await settleByShelf(day, nothing)

    expect(day.booked()).toEqual(plus(day.recorded(), position.paper ?? nothing))
    expect(day.app.state()).toMatchObject({ vendProblem: null, warehouseProblem: null, toRead: 0, holds: [] })

    const told = day.warehouse.documents().length
    day.restart()
    day.clock.turn(24 * hours)
    await day.pass(10 * 60_000)
    expect(day.warehouse.documents()).toHaveLength(told)
    expect(less(day.booked(), plus(day.recorded(), position.paper ?? nothing))).toEqual(nothing)
  })
})
