import { afterEach, describe, it } from 'vitest'
import { liveThrough } from './live-through-trouble'
import { openShopDay, type ShopDay } from './shop-day'
import { oneOfEach, places, type Place } from './vend-troubles'

let day: ShopDay
afterEach(() => day.close())

/** One of each kind, wherever it befalls us; all the others take longer: vend-faults.long.test.ts */
const cases = oneOfEach.flatMap((trouble) =>
  (Object.keys(places) as Place[]).map((place) => [trouble.what, place, trouble] as const),
)

describe('nothing is skipped, nothing spins, and the app says what is so, while', () => {
  it.each(cases)('%s is the answer of %s', async (_, place, trouble) => {
    const { timeoutMs } = trouble
    day = await openShopDay(timeoutMs === undefined ? {} : { timeoutMs })
    await liveThrough(day, place, trouble)
  })
})
