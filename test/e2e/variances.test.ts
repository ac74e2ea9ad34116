import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { mainOutlet } from '../../src/sample/sample-catalogue'
import { it } from './in-screens'

const items = (page: Page) => page.locator('.variances tbody').getByRole('row')

describe('the variances of a count', () => {
  it('are bars to the left and to the right with their numbers, the largest first, however many there are', async ({
    screens,
  }) => {
    const { page, office } = screens
    await office.standing()
    office.shop.completeCount({
      ...{ outlet: mainOutlet, reference: 'CNT-1', name: 'Shelf by the door' },
      products: ['HONEY', 'TEA-MINT', 'TEA-GREEN', 'JAM-PLUM'],
      counted: { HONEY: '11', 'TEA-MINT': '5', 'TEA-GREEN': '30' },
    })
    office.receiveCar25()
    await office.synced()
    await page.addInitScript(thousandsMore)
    await screens.open()
    await page.getByRole('link', { name: 'History', exact: true }).click()
    await page.getByRole('grid').getByRole('link', { name: 'CNT-1', exact: true }).click()
    await page.getByText('In the whole count 3 items differ from what Vend expected: 2 less, 1 more.').waitFor()
    const told = (await items(page).allInnerTexts()).map((text) => text.split(/\s+/).filter((one) => one !== ''))
    expect(told).toEqual([
      ['JAM-PLUM', '4', '0', '−4'],
      ['TEA-MINT', '8', '5', '−3'],
      ['HONEY', '9', '11', '+2'],
    ])
    const bars = await Promise.all((await page.locator('.variance-bar').all()).map((bar) => bar.boundingBox()))
    const [jam, tea, honey] = bars.map((box) => ({ left: box?.x ?? 0, right: (box?.x ?? 0) + (box?.width ?? 0) }))
    expect(jam?.right).toBeCloseTo(honey?.left ?? 0, 0)
    expect(tea?.right).toBeCloseTo(honey?.left ?? 0, 0)
    expect(jam?.left).toBeLessThan(tea?.left ?? 0)
    // As long as the differences: 4, 3 and 2, on one scale for both sides.
    const lengths = bars.map((box) => box?.width ?? 0)
    expect(lengths.map((one) => Math.round((4 * one) / (lengths[0] ?? 1)))).toEqual([4, 3, 2])
    const zeros = await Promise.all((await page.locator('.variance-zero').all()).map((line) => line.boundingBox()))
    for (const zero of zeros) expect(Math.abs((zero?.x ?? 0) - (honey?.left ?? 0))).toBeLessThan(2)
    expect(await items(page).first().getByRole('rowheader').getAttribute('title')).toBe('Plum jam')
    expect(await items(page).first().getByRole('link').getAttribute('href')).toBe('#/trace/JAM-PLUM')
    await screens.isAccessible()
    await page.emulateMedia({ colorScheme: 'dark' })
    await screens.isAccessible()

    await page.getByRole('link', { name: 'Back to History' }).click()
    await page.getByRole('grid').getByRole('link', { name: 'CAR-25', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Stocktake CAR-25' }).waitFor()
    expect(await page.getByText('What the count found').count()).toBe(0)

    await page.evaluate('window.more = 5_000; fetch("/api/sync", { method: "POST" })')
    await page.getByText('In the whole count 5,000 items differ').waitFor()
    expect(await items(page).count()).toBe(12)
    expect(await items(page).first().getByRole('link').getAttribute('href')).toBe('#/trace/SKU%2F0')
    await page.getByRole('button', { name: 'Show 200 more (4,988 are left)' }).click()
    await expect.poll(() => items(page).count()).toBe(212)
  }, 120_000)
})

/** As many variances as are wished for, made in the page, in the place of those of a document. */
const thousandsMore = `
  window.more = 0
  const real = window.fetch
  window.fetch = async (asked, options) => {
    const answer = await real(asked, options)
    const { pathname } = new URL(asked.url ?? asked, location.href)
    if (window.more === 0 || !/^\\/api\\/documents\\/[^/]+$/.test(pathname)) return answer
    const variances = Array.from({ length: window.more }, (_, at) => ({
      sku: 'SKU/' + at, name: '', expected: '9000', counted: String(9000 + at - window.more), difference: String(at - window.more),
    }))
    return Response.json({ ...(await answer.json()), variances })
  }`
