import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import { it } from './in-screens'

const chartOf = (page: Page) => page.getByRole('img', { name: /^Documents and units booked/ })
const unseen = { x: 0, y: 0, width: 0, height: 0 }

describe('what was booked day by day', () => {
  it('is a chart from the overview on, of as many days as are asked for, and a table of the same figures', async ({
    screens,
  }) => {
    const { page, office } = screens
    const { shop } = office
    await office.standing()
    await screens.open()
    await page.getByRole('link', { name: 'See 90 days' }).click()
    await page.getByText('The warehouse booked nothing in the last 90 days.').waitFor()
    await screens.isAccessible()

    office.receiveCar25()
    const lines = [{ sku: 'Item1', count: '1200' }]
    shop.sendTransfer({ from: mainOutlet, to: harbourStreet, reference: 'TRF-11', lines })
    await page.getByRole('link', { name: 'Back to Overview' }).click()
    await page.getByRole('button', { name: 'Sync now' }).click()
    await page.getByText('1 stocktake · 1 transfer · 1,310 units').first().waitFor()
    await page.getByRole('link', { name: 'See 90 days' }).click()
    await page
      .getByText(/^In the last 90 days: 1 stocktake · 1 transfer · 1,310 units\. Most on .+: 2 documents\.$/)
      .waitFor()
    const chart = page.getByRole('img', { name: 'Documents and units booked on each of the last 90 days.' })
    await expect.poll(() => chart.locator('.days-day').count()).toBe(90)
    await screens.isAccessible()

    await page.getByRole('button', { name: '14 days' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('In the last 14 days: 1 stocktake').waitFor()
    expect(new URL(page.url()).hash).toBe('#/days?last=14')
    expect(await page.getByRole('button', { pressed: true }).allInnerTexts()).toEqual(['14 days'])
    const days = page.locator('.days-day')
    await expect.poll(() => days.count()).toBe(14)
    await days.last().hover()
    await page.getByText(/^\w+ \d+ \w+: 1 stocktake · 1 transfer · 1,310 units$/).waitFor()
    await days.first().hover()
    await page.getByText(/^\w+ \d+ \w+( \d{4})?: nothing$/).waitFor()
    // One Stocktake, and one Stock Transfer upon it, up to the uppermost mark.
    const drawn = async (name: string) => (await chartOf(page).locator(name).last().boundingBox()) ?? unseen
    const [stocktakes, transfers] = [await drawn('.days-stocktakes'), await drawn('.days-transfers')]
    expect(stocktakes.height).toBeGreaterThan(20)
    expect(Math.abs(transfers.height - stocktakes.height)).toBeLessThan(2)
    expect(Math.abs(transfers.y + transfers.height - stocktakes.y)).toBeLessThan(2)
    const [base, mark] = [await drawn('.days-base >> nth=0'), await drawn('.days-line >> nth=1')]
    expect(Math.abs(stocktakes.y + stocktakes.height - base.y)).toBeLessThan(2)
    expect(Math.abs(transfers.y - mark.y)).toBeLessThan(2)
    // The units stand in a panel of their own below it: 1,310 of 2,000.
    const [dot, nothing, top] = [await drawn('.days-dot'), await drawn('.days-base'), await drawn('.days-line')]
    const share = (nothing.y - (dot.y + dot.height / 2)) / (nothing.y - top.y)
    expect(share).toBeGreaterThan(0.62)
    expect(share).toBeLessThan(0.69)
    const line = await drawn('.days-units')
    expect(Math.abs(line.y - (dot.y + dot.height / 2))).toBeLessThan(6)
    await page.mouse.move(0, 0)
    await page.getByText('Point at a day for its figures.').waitFor()

    await page.getByRole('button', { name: 'As a table' }).focus()
    await page.keyboard.press('Enter')
    const rows = page.getByRole('table', { name: 'Booked on each day, today first' }).getByRole('row')
    expect(await rows.count()).toBe(1 + 14 + 1)
    expect(await rows.nth(1).getByRole('cell').allInnerTexts()).toEqual(['1', '1', '1,310'])
    expect(await rows.nth(2).getByRole('cell').allInnerTexts()).toEqual(['0', '0', '0'])
    expect(await rows.last().innerText()).toMatch(/^Together\s+1\s+1\s+1,310$/)
    await screens.isAccessible()
    await page.emulateMedia({ colorScheme: 'dark' })
    await screens.isAccessible()
  }, 120_000)
})
