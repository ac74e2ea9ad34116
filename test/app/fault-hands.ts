import { expect } from 'vitest'
import { mainOutlet } from '../../src/sample/sample-catalogue'
import type { FaultAnswer } from '../../src/sample/scripted-faults'
import type { ShopDay } from './shop-day'

/** What the tests of Vend's faults do with the day that is lived at the moment. */
export function faultHands(today: () => ShopDay) {
  return {
    order: (reference: string, sku = 'Item1', count = '10') =>
      today().shop.receiveOrder({ outlet: mainOutlet, reference, lines: [{ sku, count }] }),
    /** The whole text of the next answer of this kind, changed on the way; again and again with `times`. */
    rewrite: (only: RegExp, change: (text: string) => string, times = 1) => {
      today().shop.fail({ when: 'after', only, times, answer: { rewrite: change } })
    },
    once: (only: RegExp, answer: FaultAnswer) => today().shop.fail({ when: 'after', only, answer }),
    expectAllDone: () => {
      expect(today().booked()).toEqual(today().recorded())
      expect(today().app.state()).toMatchObject({ shape: 'ok', vendProblem: null, holds: [], toRead: 0 })
    },
  }
}
