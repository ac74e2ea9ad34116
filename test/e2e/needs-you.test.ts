import type { Page } from 'playwright'
import { describe, expect as see } from 'vitest'
import { airport, harbourStreet, mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import type { ProgramOptions, Started } from '../headless/program'
import { clockSet } from '../headless/troubled-pc'
import { it, type Screens } from './in-screens'

const card = (page: Page, name: string | RegExp) => page.getByRole('region', { name })
const became = (page: Page) => page.getByRole('status', { name: 'What became of it' })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

async function opened({ page, open }: Screens, options?: ProgramOptions): Promise<Started> {
  const host = await open(options)
  await page.getByRole('link', { name: /^Needs you/ }).click()
  await heading(page, 'Needs you').waitFor()
  return host
}

const booked = ({ office }: Screens) =>
  office.warehouse.documents().map(({ reference, place, lines }) => {
    const where = place.kind === 'stocktake' ? place.location : `${place.from} → ${place.to}`
    return [reference, where, ...lines.map(({ sku, quantity }) => `${sku} ${(quantity / 100_000n).toString()}`)]
  })

const held = async ({ office }: Screens) => office.state()?.holds.map(({ code, title }) => `${title}: ${code}`) ?? []

describe('what needs somebody', () => {
  it('is an outlet, an item or a decision: each is cured on its card, and is gone from it, sent', async ({
    screens,
  }) => {
    const { office, page } = screens
    await office.standing()
    office.warehouse.addItem({ sku: 'GIFT BOX', name: 'Gift box, red' })
    const { shop } = office
    const lines = [{ sku: 'Item2', count: '5' }]
    shop.sendTransfer({ from: mainOutlet, to: airport, reference: 'TRF-12', lines })
    shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-27', lines: [{ sku: unknownSku, count: '6' }] })
    shop.completeCount({ outlet: harbourStreet, reference: 'CNT-1', name: 'Full count', counted: {} })
    shop.completeCount({ outlet: mainOutlet, reference: 'CNT-2', name: 'Full count', counted: {} })
    await office.synced()
    await opened(screens)

    const gift = card(page, /does not know SKU “GIFT-BOX”/)
    await gift.getByRole('button', { name: 'Use “GIFT BOX”' }).waitFor()
    await screens.isAccessible()
    await gift.getByLabel('What “GIFT-BOX” is called in the warehouse').fill('gift-bax')
    await gift.getByRole('button', { name: 'Search' }).click()
    await gift.getByText('There is no item with the code “gift-bax”').waitFor()
    await gift.getByLabel('What “GIFT-BOX” is called in the warehouse').fill('GIFT BOX')
    await gift.getByRole('button', { name: 'Search' }).click()
    await gift.getByRole('button', { name: 'Use “GIFT BOX”' }).click()
    await became(page).getByText('1 document was sent. CAR-27 went to Main warehouse.').waitFor()
    await gift.waitFor({ state: 'detached' })

    const outlet = card(page, 'Outlet “Airport” has no location yet')
    await outlet.getByLabel(/^Where the stock of Airport lies/).selectOption('Harbour Street store room')
    await outlet.getByRole('button', { name: 'Map and send 1' }).click()
    await became(page).getByText('TRF-12 went to Harbour Street store room.').waitFor()
    await outlet.waitFor({ state: 'detached' })

    const counts = card(page, '2 counts would set most of their products to zero')
    await counts.getByRole('button', { name: 'Send all 2 …' }).click()
    const dialog = page.getByRole('dialog')
    see(await dialog.getByRole('listitem').count()).toBe(2)
    await screens.isAccessible()
    await dialog.getByRole('button', { name: 'Back' }).click()
    await dialog.waitFor({ state: 'detached' })
    see(await held(screens)).toEqual(['CNT-1: count-zeroes', 'CNT-2: count-zeroes'])
    await counts.getByRole('button', { name: 'Leave it out: CNT-1' }).click()
    await dialog.getByLabel('Why it is left out').fill('completed by mistake')
    await page.emulateMedia({ colorScheme: 'dark' })
    await screens.isAccessible()
    await dialog.getByRole('button', { name: 'Leave it out' }).click()
    await became(page).getByText('CNT-1 is left out: completed by mistake').waitFor()
    await dialog.waitFor({ state: 'detached' })
    await screens.isAccessible()
    await page.getByRole('button', { name: 'Send it: CNT-2' }).click()
    await became(page).getByText('CNT-2 went to Main warehouse.').waitFor()
    await page.getByText('Nothing needs you.').waitFor()

    see(await held(screens)).toEqual([])
    see(booked(screens).map((one) => one.slice(0, 3))).toEqual([
      ['CAR-27', 'WH-MAIN', 'GIFT BOX 6'],
      ['TRF-12', 'WH-MAIN → WH-HARBOUR', 'Item2 5'],
      ['CNT-2', 'WH-MAIN', 'Item1 -12'],
    ])
    see((await screens.status()).shape).toBe('ok')
  })

  it('is a token that Vend no longer accepts: a new one is pasted, and what happened meanwhile is caught up', async ({
    screens,
  }) => {
    const { office, page } = screens
    await office.standing()
    office.shop.changeToken('a-new-token')
    await office.synced()
    office.receiveCar25()
    await opened(screens)
    const signIn = card(page, 'Vend no longer accepts our token')
    await signIn.getByRole('button', { name: 'How do I make one?' }).click()
    await signIn.getByText(/Setup → Personal tokens/).waitFor()
    await screens.isAccessible()
    const field = signIn.getByLabel('New token for Vend')
    await field.fill('a-wrong-token')
    await signIn.getByRole('button', { name: 'Paste a new one' }).click()
    await signIn
      .getByRole('alert')
      .getByText(/does not accept the access token/)
      .waitFor()
    await field.fill('a-new-token')
    await signIn.getByRole('button', { name: 'Paste a new one' }).click()
    await became(page).getByText('Vend accepts the new one.').waitFor()
    await signIn.waitFor({ state: 'detached' })
    await page.getByRole('status').filter({ hasText: 'Everything Vend recorded' }).waitFor()
    see(booked(screens)).toEqual([['CAR-25', 'WH-MAIN', 'Item1 60', 'Item2 50']])
  })

  it('is a document whose answer was lost: both figures are shown, and a person says what they see', async ({
    screens,
  }) => {
    const { office, page } = screens
    await office.standing()
    // Booked, the answer lost, and nobody can look it up.
    office.warehouse.fail(
      { when: 'after', only: 'POST /stocktakes', answer: 'drop' },
      { when: 'before', only: 'GET /documents', answer: { status: 503 }, times: Infinity },
    )
    office.receiveCar25()
    await office.synced()
    await opened(screens)
    const unsure = card(page, 'We do not know whether the warehouse booked CAR-25')
    const row = unsure.getByRole('row', { name: /Item1/ })
    await row.waitFor()
    see(await row.getByRole('cell').allInnerTexts()).toEqual(['Item1', 'Main warehouse', '+60', '12', '72'])
    await screens.isAccessible()
    await unsure.getByRole('button', { name: 'Ask me later' }).click()
    await unsure.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Show what you put off' }).click()
    await unsure.getByRole('button', { name: 'It arrived' }).click()
    await became(page).getByText('CAR-25 is down as arrived. It is not sent again.').waitFor()
    await unsure.waitFor({ state: 'detached' })
    see(office.documents().map(({ status }) => status)).toEqual(['delivered'])
    see(office.warehouse.documents()).toHaveLength(1)
  })

  it('is what the warehouse refused, has under our name, or does not take for an hour: each goes when it is told to', async ({
    screens,
  }) => {
    const { office, page } = screens
    const { shop, warehouse } = office
    await office.standing()
    const lines = [{ sku: 'Item1', count: '6' }]
    const order = (reference: string) => shop.receiveOrder({ outlet: mainOutlet, reference, lines })
    const stocktakes = { when: 'before', only: 'POST /stocktakes' } as const
    const problems = [{ code: 'closed', message: 'The books of November are closed.' }]
    warehouse.fail({ ...stocktakes, answer: { status: 422, body: JSON.stringify({ problems }) } })
    order('CAR-26')
    await office.synced()
    // The very same lines stand there, and nothing says whose they are.
    const same = { number: 'ST-7', source: null, lines: [{ sku: 'Item1', quantity: 6 }] }
    warehouse.fail({ ...stocktakes, answer: { status: 409, body: JSON.stringify(same) } })
    order('CAR-27')
    await office.synced()
    // Certainly not booked.
    warehouse.fail({ ...stocktakes, times: Infinity, answer: { status: 429 } })
    order('CAR-28')
    await office.synced()
    see(await held(screens)).toEqual(['CAR-26: refused', 'CAR-27: taken'])

    const hour = clockSet(61 * 60_000)
    const host = await opened(screens, hour.options)
    await hour.begin(host)
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByRole('button', { name: 'Sync now' }).click()
    await page.getByRole('link', { name: /^Needs you/ }).click()
    const late = card(page, 'CAR-28')
    await late.getByText(/^CAR-28 has not reached In-house warehouse since/).waitFor()
    await screens.isAccessible()

    warehouse.heal()
    await late.getByRole('button', { name: 'Try now: CAR-28' }).click()
    await became(page).getByText('CAR-28 went to Main warehouse.').waitFor()
    await late.waitFor({ state: 'detached' })

    const refused = card(page, 'CAR-26')
    await refused.getByText(/The books of November are closed\./).waitFor()
    await refused.getByRole('button', { name: 'Try now: CAR-26' }).click()
    await became(page).getByText('CAR-26 went to Main warehouse.').waitFor()
    await refused.waitFor({ state: 'detached' })

    const taken = card(page, 'We do not know whether the warehouse booked CAR-27')
    await taken.getByText('ST-7').waitFor()
    await screens.isAccessible()
    await taken.getByRole('button', { name: 'It did not: send' }).click()
    await became(page).getByText('CAR-27 went to Main warehouse.').waitFor()
    await page.getByText('Nothing needs you.').waitFor()
    see(
      booked(screens)
        .map(([reference]) => reference)
        .sort(),
    ).toEqual(['CAR-26-2', 'CAR-27', 'CAR-28'])
  })

  it('is many counts of one kind: all are sent together, once they were seen', async ({ screens }) => {
    const { office, page } = screens
    await office.standing()
    for (const [outlet, reference] of [
      [mainOutlet, 'CNT-1'],
      [harbourStreet, 'CNT-2'],
    ] as const)
      office.shop.completeCount({ outlet, reference, name: 'Full count', counted: {} })
    await office.synced()
    await opened(screens)
    const counts = card(page, '2 counts would set most of their products to zero')
    await counts.getByRole('button', { name: 'Send all 2 …' }).click()
    await page.getByRole('dialog', { name: 'Send all 2?' }).getByRole('button', { name: 'Send all 2' }).click()
    await became(page).getByText('2 documents were sent. CNT-1 went to Main warehouse. CNT-2 went to Harbour').waitFor()
    await page.getByText('Nothing needs you.').waitFor()
    see(booked(screens).map(([reference, where]) => [reference, where])).toEqual([
      ['CNT-1', 'WH-MAIN'],
      ['CNT-2', 'WH-HARBOUR'],
    ])
    see((await screens.status()).shape).toBe('ok')
  })
})

describe('the preview', () => {
  it('shows before and after of what would be sent, sends nothing, and then sends it when it is told to', async ({
    screens,
  }) => {
    const { office, page } = screens
    await office.standing()
    await office.synced()
    const before = office.state()?.lastScan?.at ?? 0
    await opened(screens)
    // The host looks once at its start, and then not for five minutes.
    await see.poll(() => office.state()?.lastScan?.at ?? 0, { timeout: 10_000 }).toBeGreaterThan(before)
    office.receiveCar25()
    await page.getByRole('link', { name: 'What would be sent now' }).click()
    await page.getByText('1 document would be sent. Nothing was sent.').waitFor()
    const row = card(page, 'Stocktake CAR-25: Main warehouse').getByRole('row', { name: /Item1/ })
    see(await row.getByRole('cell').allInnerTexts()).toEqual(['Item1', '+60', '12 → 72'])
    see(office.warehouse.documents()).toEqual([])
    see(office.documents()).toEqual([])
    await screens.isAccessible()
    await page.emulateMedia({ colorScheme: 'dark' })
    await screens.isAccessible()
    await page.getByRole('button', { name: 'Send now' }).click()
    await heading(page, 'History').waitFor()
    see(booked(screens)).toEqual([['CAR-25', 'WH-MAIN', 'Item1 60', 'Item2 50']])
  })
})
