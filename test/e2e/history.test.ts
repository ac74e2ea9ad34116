import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { describe, expect as see } from 'vitest'
import { harbourStreet, mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import type { BackOffice } from '../headless/back-office'
import { it } from './in-screens'

/** CAR-25 and TRF-11 are in the warehouse; of CAR-27 it does not know the item. */
async function someDay(office: BackOffice): Promise<void> {
  await office.standing()
  office.receiveCar25()
  await office.synced()
  const transfer = { from: mainOutlet, to: harbourStreet, reference: 'TRF-11' }
  office.shop.sendTransfer({ ...transfer, lines: [{ sku: 'Item1', count: '10' }] })
  await office.synced()
  office.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-27', lines: [{ sku: unknownSku, count: '6' }] })
  await office.synced()
}

/** Ten looks by axe, or twenty pages: on a busy PC each takes seconds. */
const long = { timeout: 120_000 }
/** Ends as soon as it is so. */
const soon = { timeout: 15_000 }

/** What the rows of the list say, from the top. */
const rowsOf = (page: Page) =>
  page
    .getByRole('grid')
    .getByRole('row')
    .filter({ hasNot: page.getByRole('columnheader') })
const references = async (page: Page) => rowsOf(page).getByRole('link').allInnerTexts()
const found = (page: Page, wanted: readonly string[]) => see.poll(() => references(page), soon).toEqual(wanted)

describe('the history', () => {
  it('lists the day, finds in it, tells the story of each, and takes one back', long, async ({ screens }) => {
    const { page, office } = screens
    await someDay(office)
    await screens.open()
    await page.getByRole('link', { name: 'History', exact: true }).click()
    await found(page, ['CAR-27', 'TRF-11', 'CAR-25'])
    see(await rowsOf(page).nth(2).innerText()).toMatch(
      /CAR-25\s+Stocktake\s+2 items, 110 units\s+Item1 \+60, Item2 \+50\s+Main warehouse\s+scan\s+delivered\s+ST-00024/,
    )
    await screens.isAccessible()

    await page.getByLabel('State', { exact: true }).selectOption('needs you')
    await found(page, ['CAR-27'])
    see(new URL(page.url()).hash).toBe('#/history?status=needs-you')
    await page.getByLabel('Document', { exact: true }).selectOption('Stock Transfer')
    await page.getByText('Nothing of that kind is in the history.').waitFor()
    await page.goBack()
    await found(page, ['CAR-27'])
    await page.goBack()
    await found(page, ['CAR-27', 'TRF-11', 'CAR-25'])
    await page.getByLabel('Search', { exact: true }).fill('item1 harbour')
    await found(page, ['TRF-11'])
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByLabel('Until').fill('2020-01-01')
    await page.getByText('Nothing of that kind is in the history.').waitFor()
    await page.getByLabel('Until').fill('')
    await found(page, ['CAR-27', 'TRF-11', 'CAR-25'])

    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export as CSV' }).click()
    const download = await downloading
    see(download.suggestedFilename()).toBe('stocktray-history.csv')
    const csv = readFileSync(await download.path(), 'utf8').split('\r\n')
    see(csv.filter((line) => line.includes('CAR-25')).map((line) => /Item\d,\d+/.exec(line)?.[0])).toEqual([
      ...['Item1,60', 'Item2,50'],
    ])

    await page.getByRole('link', { name: 'CAR-25' }).click()
    await page.getByRole('heading', { level: 1, name: 'Stocktake CAR-25' }).waitFor()
    see(await page.getByRole('row', { name: 'Item1' }).innerText()).toMatch(/\+60\s+before 12 → after 72/)
    see(await page.getByText('In-house warehouse booked CAR-25 as ST-00024.').count()).toBe(1)
    await screens.isAccessible()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy as text' }).click()
    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor()
    see(await page.evaluate('navigator.clipboard.readText()')).toMatch(
      /^Stocktake CAR-25, Main warehouse: delivered as ST-00024\.\n\nItem1: \+60 \(in Main warehouse before 12, after 72\)\n/,
    )

    await page.getByRole('button', { name: 'Undo' }).click()
    const dialog = page.getByRole('dialog', { name: 'Undo CAR-25?' })
    await dialog.getByText('before 62 → after 2').waitFor()
    await screens.isAccessible()
    await dialog.getByRole('button', { name: 'Leave it' }).click()
    await dialog.waitFor({ state: 'hidden' })
    see(office.warehouse.documents()).toHaveLength(2)
    await page.getByRole('button', { name: 'Undo' }).click()
    await dialog.getByRole('button', { name: 'Undo it' }).click()
    await page.getByText('The undo of CAR-25 is in the warehouse as ST-00025.').waitFor()
    await page.getByRole('link', { name: /, ST-00025$/ }).waitFor()
    await page.getByRole('link', { name: 'Back to History' }).click()
    await found(page, ['CAR-25', 'CAR-27', 'TRF-11', 'CAR-25'])
    see(await rowsOf(page).nth(0).innerText()).toMatch(/Item1 −60, Item2 −50\s+Main warehouse\s+undo\s+delivered/)

    await page.emulateMedia({ colorScheme: 'dark' })
    await screens.isAccessible()
    await page.getByRole('link', { name: 'TRF-11' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await dialog.or(page.getByRole('dialog')).getByText('before 14 → after 4').waitFor()
    await screens.isAccessible()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Item1' }).click()
    await page.getByRole('heading', { level: 1, name: 'What happened to Item1' }).waitFor()
    await page.getByText('Booked in Harbour Street store room, all in all: +10').waitFor()
    await screens.isAccessible()
    await page.emulateMedia({ colorScheme: 'light' })
    await screens.isAccessible()
  })

  it('needs no mouse: what waits is found, opened and left out, and the way back leads to where one was', async ({
    screens,
  }) => {
    const { page, office } = screens
    await someDay(office)
    await screens.open()
    await page.getByRole('link', { name: 'History', exact: true }).focus()
    await page.keyboard.press('Enter')
    await found(page, ['CAR-27', 'TRF-11', 'CAR-25'])
    await page.getByRole('link', { name: 'Export as CSV' }).focus()
    // Seven filters; Chromium stops at three parts of a date and its calendar.
    for (let stops = 0; stops < 20 && !(await focused(page)).includes('CAR-27'); stops += 1)
      await page.keyboard.press('Tab')
    await page.keyboard.press('End')
    await see.poll(() => focused(page), soon).toBe('CAR-25')
    await page.keyboard.press('ArrowUp')
    await see.poll(() => focused(page), soon).toBe('TRF-11')
    await page.keyboard.press('Enter')
    await see.poll(() => focused(page), soon).toBe('Stock Transfer TRF-11')
    await page.goBack()
    await see.poll(() => focused(page), soon).toBe('TRF-11')
    await page.keyboard.press('Home')
    await see.poll(() => focused(page), soon).toBe('CAR-27')
    await page.keyboard.press('Enter')
    await see.poll(() => focused(page), soon).toBe('Stocktake CAR-27')
    // At the command line the same sentence names a command.
    await page.getByText('Give the item this code there. It then goes by itself.').first().waitFor()
    for (let stops = 0; stops < 5 && (await focused(page)) !== 'Leave it out'; stops += 1)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Leave CAR-27 out?' }).waitFor()
    await screens.isAccessible()
    await page.keyboard.type('We gave them away')
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'You left CAR-27 out.' }).waitFor()
    await page.getByText('You left it out: We gave them away').waitFor()
    see(office.documents().map(({ status }) => status)).toEqual(['delivered', 'delivered', 'dismissed'])
  })

  it('of one that waits is its end too: it is tried again, sent as it stands, or known to have arrived', async ({
    screens,
  }) => {
    const { page, office } = screens
    const { shop, warehouse } = office
    await office.standing()
    shop.completeCount({ outlet: harbourStreet, reference: 'CNT-1', name: 'Full count', counted: {} })
    await office.synced()
    warehouse.fail({ when: 'after', only: 'POST /stocktakes', answer: 'drop' })
    warehouse.fail({ when: 'before', only: 'GET /documents', times: Infinity, answer: { status: 503 } })
    const lines = [{ sku: 'Item1', count: '6' }]
    shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-31', lines })
    await office.synced()
    const problems = [{ code: 'closed', message: 'The books are closed.' }]
    const refusal = { status: 422, body: JSON.stringify({ problems }) }
    warehouse.fail({ when: 'before', only: 'POST /stocktakes', answer: refusal })
    shop.receiveOrder({ outlet: harbourStreet, reference: 'CAR-32', lines })
    await office.synced()

    await screens.open()
    await page.getByRole('link', { name: 'History', exact: true }).click()
    // What was refused is replaced by one that waits for somebody.
    await found(page, ['CAR-32', 'CAR-32', 'CAR-31', 'CNT-1'])
    const said = page.getByRole('status')
    const open = (name: string) => page.getByRole('grid').getByRole('link', { name, exact: true }).first().click()
    const back = () => page.getByRole('link', { name: 'Back to History' }).click()

    await open('CAR-32')
    await page.getByText('It waits for you').waitFor()
    await screens.isAccessible()
    await page.getByRole('button', { name: 'Try again' }).click()
    await said.filter({ hasText: /^CAR-32 is in the warehouse as ST-\d+\.$/ }).waitFor()
    await back()
    await open('CNT-1')
    await page.getByRole('button', { name: 'Send it' }).click()
    await said.filter({ hasText: /^CNT-1 is in the warehouse as ST-\d+\.$/ }).waitFor()
    await back()
    await open('CAR-31')
    await page.getByRole('button', { name: 'It did not', exact: true }).waitFor()
    await screens.isAccessible()
    await page.getByRole('button', { name: 'It arrived', exact: true }).click()
    await said.filter({ hasText: 'CAR-31 is in the warehouse' }).waitFor()
    await back()
    await see.poll(() => rowsOf(page).filter({ hasText: 'delivered' }).count(), soon).toBe(3)
    see(
      warehouse
        .documents()
        .map(({ reference }) => reference)
        .sort(),
    ).toEqual(['CAR-31', 'CAR-32-2', 'CNT-1'])
  })

  it(
    'of a hundred thousand documents shows a screenful, and does not jump when something new comes',
    long,
    async ({ screens }) => {
      const { page, office } = screens
      await office.standing()
      await page.addInitScript(fakeHistory)
      await screens.open()
      await page.getByRole('link', { name: 'History', exact: true }).click()
      await rowsOf(page).getByRole('link', { name: 'CAR-100000', exact: true }).focus()
      const toEnd = async () => {
        await page.keyboard.press('End')
        return focused(page)
      }
      // Twenty pages are read on the way.
      await see.poll(toEnd, { timeout: 90_000 }).toBe('CAR-1')
      see(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001')
      see(await rowsOf(page).count()).toBeLessThan(40)

      await page.keyboard.press('PageUp')
      const at = await focused(page)
      await page.evaluate(`window.newest = 100_001; fetch('/api/sync', { method: 'POST' })`)
      await page.getByRole('button', { name: '1 new document' }).waitFor()
      see(await focused(page)).toBe(at)
      await page.getByRole('button', { name: '1 new document' }).click()
      await rowsOf(page).getByRole('link', { name: 'CAR-100001', exact: true }).waitFor()
      see(await references(page)).toContain('CAR-99999')
      see(await rowsOf(page).count()).toBeLessThan(40)
    },
  )
})

const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent')

/** The history that the page reads, made in the page: a hundred rows, and behind them pages that are longer, to get to the end sooner. */
const fakeHistory = `
  window.newest = 100_000
  const rowOf = (number) => ({
    id: 'id-' + number, reference: 'CAR-' + number, kind: 'stocktake', cause: 'scan', status: 'delivered',
    vend: { consignmentId: 'C-' + number, reference: 'CAR-' + number, type: 'SUPPLIER', name: null },
    location: 'WH-MAIN', from: null, to: null, warehouseNumber: 'ST-' + number,
    createdAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(), deliveredAt: null,
    items: 1, units: '1', lines: [{ sku: 'Item1', quantity: '1' }],
  })
  const rows = (from, to) => Array.from({ length: from - to }, (_, index) => rowOf(from - index))
  const real = window.fetch
  window.fetch = async (asked, options) => {
    const { pathname, searchParams } = new URL(asked.url ?? asked, location.href)
    if (pathname !== '/api/history') return real(asked, options)
    const after = Number(searchParams.get('after') ?? window.newest)
    const next = Math.max(after - (after === window.newest ? 100 : 4_995), 0)
    return Response.json({ rows: rows(after, next), next: next === 0 ? null : String(next) })
  }`
