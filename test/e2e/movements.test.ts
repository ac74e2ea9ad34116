import { describe, expect as see } from 'vitest'
import { it } from './in-screens'

describe('the movements of one part of the account', () => {
  it('are a screenful, however many there are, down to the first of all', async ({ screens }) => {
    const { page, office } = screens
    await office.standing()
    await page.addInitScript(fakeMovements)
    await screens.open()
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
    await page.evaluate(`location.hash = '/movements?class=in-warehouse'`)
    const rows = page.getByRole('table', { name: 'Movements, newest first' }).getByRole('row')
    await rows.getByRole('link', { name: 'Order Stock CAR-20000', exact: true }).waitFor()
    await screens.isAccessible()
    see(await rows.count()).toBeLessThan(40)

    const toEnd = async () => {
      await page.evaluate(`document.getElementById('looked-at').scrollTo(0, 1e9)`)
      return rows.last().innerText()
    }
    await see.poll(toEnd, { timeout: 60_000 }).toContain('Order Stock CAR-1\n')
    see(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('20001')
    see(await rows.count()).toBeLessThan(40)
    await page.emulateMedia({ colorScheme: 'dark' })
    await screens.isAccessible()

    // The heading stays above the rows, and the keyboard goes from one to the next.
    await page.getByRole('columnheader', { name: 'Status in Vend' }).waitFor()
    await rows.getByRole('link', { name: 'Order Stock CAR-9', exact: true }).focus()
    await page.keyboard.press('Tab')
    see(await page.evaluate('document.activeElement.textContent')).toBe('Order Stock CAR-8')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor()
    see(await page.getByLabel('Search').inputValue()).toBe('CAR-8')
  }, 120_000)
})

/** The movements that the page reads, made in the page: behind the first some long pages, to get to the end sooner. */
const fakeMovements = `
  const rowOf = (number) => ({
    consignmentId: 'C-' + number, title: 'Order Stock CAR-' + number,
    vendStatus: 'RECEIVED', outletId: 'outlet', sourceOutletId: null, why: null, class: 'in-warehouse', cause: null,
    at: Date.UTC(2026, 0, 1) + number * 60_000,
  })
  const real = window.fetch
  window.fetch = async (asked, options) => {
    const { pathname, searchParams } = new URL(asked.url ?? asked, location.href)
    if (pathname !== '/api/movements') return real(asked, options)
    const after = Number(searchParams.get('after') ?? 20_000)
    const next = Math.max(after - (after === 20_000 ? 500 : 4_875), 0)
    const rows = Array.from({ length: after - next }, (_, index) => rowOf(after - index))
    return Response.json({ rows, next: next === 0 ? null : String(next) })
  }`
