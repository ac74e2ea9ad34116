import { parseQuantity, type Quantity } from '../../src/core/quantity'
import { harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import type { DayStep } from '../../src/sample/sample-day'
import type { SampleShop } from '../../src/sample/sample-shop'
import { booksOf, heldDocuments, less, plus, type Books } from './books'
import type { ShopClock } from '../vend/shop-clock'
import type { ShopDay } from './shop-day'

type Evening = {
  readonly steps: readonly DayStep[]
  /** What is changed after it was told. */
  readonly changes: readonly DayStep[]
}

/** What the sample day leaves out, and what the switches of the shop are about. Each call tells it anew. */
export function oddEvening(clock: ShopClock): Evening {
  let returned = ''
  let transfer = ''
  let received = ''
  let count = ''
  const steps = [
    step('scan', 'An order has a product on two lines, and brings one that was not ordered.', (shop) => {
      const order = shop.createConsignment({
        ...{ type: 'SUPPLIER', outlet: mainOutlet, reference: 'CAR-30' },
        lines: [{ sku: 'SYRUP', count: '2' }, { sku: 'SYRUP', count: '3' }, { sku: 'FILTER' }],
      })
      shop.changeStatus(order, 'SENT')
      shop.editLine(order, { sku: 'SYRUP', received: '2' })
      shop.editLine(order, { sku: 'FILTER', received: '4' })
      shop.changeStatus(order, 'RECEIVED')
    }),
    step('webhook', 'Of 10 kettles 6 come.', (shop) => {
      const lines = [{ sku: 'KETTLE', count: '10', received: '6' }]
      shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-31', lines })
    }),
    step('webhook', 'A purchase order comes in two deliveries.', (shop) => {
      const deliveries = [[{ sku: 'BEANS', count: '2.5' }], [{ sku: 'BEANS', count: '1.25' }]]
      shop.receiveDeliveries({ outlet: harbourStreet, reference: 'CAR-32', deliveries })
    }),
    step('scan', 'A return of 3 black tea is sent.', (shop) => {
      returned = shop.sendReturn({ outlet: mainOutlet, reference: 'RET-5', lines: [{ sku: 'TEA-BLACK', count: '3' }] })
    }),
    step('webhook', 'A transfer loses a line before it is sent.', (shop) => {
      transfer = shop.createConsignment({
        ...{ type: 'OUTLET', outlet: harbourStreet, source: mainOutlet, reference: 'TRF-13' },
        lines: [
          { sku: 'HONEY', count: '2' },
          { sku: 'TOWEL', count: '1' },
        ],
      })
      shop.removeLine(transfer, 'TOWEL')
      shop.changeStatus(transfer, 'SENT')
    }),
    step('webhook', 'An order of jam is received.', (shop) => {
      const lines = [{ sku: 'JAM-PLUM', count: '7' }]
      received = shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-33', lines })
    }),
    step('scan', 'A count of green tea is begun.', (shop) => {
      count = shop.createConsignment({ type: 'STOCKTAKE', outlet: mainOutlet, products: ['TEA-GREEN'] })
      shop.changeStatus(count, 'STOCKTAKE_IN_PROGRESS')
    }),
    step(
      'scan',
      'Some time later, one is sold, the tea is counted, and another is sold before the count is complete.',
      (shop) => {
        clock.turn(shop.switches.countStartMs)
        shop.sell(mainOutlet, 'TEA-GREEN', '1')
        shop.editLine(count, { sku: 'TEA-GREEN', received: '27' })
        shop.sell(mainOutlet, 'TEA-GREEN', '1')
        shop.changeStatus(count, 'STOCKTAKE_COMPLETE')
      },
    ),
    step('webhook', 'Somebody presses the test button in Vend.', (shop) => {
      shop.sendTestWebhooks()
    }),
  ]
  const changes = [
    step('scan', 'It were 5 black tea: the sent return is edited.', (shop) => {
      shop.editLine(returned, { sku: 'TEA-BLACK', count: '5' })
    }),
    step('scan', 'The transfer is cancelled on its way.', (shop) => {
      shop.cancel(transfer)
    }),
    step('scan', 'Somebody deletes the order of jam in Vend; the jam stays on the shelf.', (shop) => {
      shop.remove(received)
    }),
  ]
  return { steps, changes }
}

function step(then: DayStep['then'], say: string, deed: (shop: SampleShop) => void): DayStep {
  return {
    then,
    say,
    do: async (shop) => {
      deed(shop)
      await shop.settled()
    },
  }
}

/** A person goes through what is held, goes to the shelf, and approves what fits it; the rest is left out. */
export async function settleByShelf(day: ShopDay, outOfReach: Books): Promise<void> {
  for (const { id } of day.app.history().filter(({ status }) => status === 'needs-you')) {
    const missing = less(less(day.recorded(), day.booked()), outOfReach)
    const held = booksOf(heldDocuments(day.app, id))
    const fits = size(less(missing, held)) < size(plus(missing, {}))
    const problem = fits ? day.app.approve(id) : day.app.dismiss(id, 'The shelf is right as it is.')
    if (problem !== null) throw new Error(problem)
    await day.sync()
  }
}

function size(books: Books): Quantity {
  return Object.values(books).reduce((sum, text) => {
    const quantity = parseQuantity(text) ?? 0n
    return sum + (quantity < 0n ? -quantity : quantity)
  }, 0n)
}
