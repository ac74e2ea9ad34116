import { describe, expect } from 'vitest'
import { it } from './in-screens'

describe('the overview', () => {
  it('says what became of everything, pauses and resumes, and is the same as status', async ({ screens }) => {
    const { page, office } = screens
    const truth = page.locator('.truth').getByRole('status')
    const says = (text: string | RegExp) => truth.filter({ hasText: text }).waitFor()
    await office.standing()
    office.receiveCar25()
    await screens.open()
    await says('Everything Vend recorded')
    await page.getByText('1 stocktake · 110 units').first().waitFor()
    await page.getByText(/^Counted since .*; what happened before is left out\.$/).waitFor()
    await screens.isAccessible()
    await page.getByRole('link', { name: 'in the warehouse' }).click()
    await page.getByRole('cell', { name: 'Order Stock CAR-25' }).waitFor()
    await screens.isAccessible()
    await page.getByRole('link', { name: 'Overview' }).click()

    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('dialog', { name: 'Pause for how long?' }).waitFor()
    await screens.isAccessible()
    await page.getByRole('button', { name: 'For an hour' }).click()
    await says('Paused until')
    office.shop.receiveOrder({ outlet: 'Main Outlet', reference: 'CAR-26', lines: [{ sku: 'HONEY', count: '3' }] })
    await page.getByRole('button', { name: 'Sync now' }).click()
    await says('1 document waits')
    expect(office.warehouse.documents()).toHaveLength(1)
    expect(await screens.status()).toEqual({ shape: 'paused', sentence: await truth.innerText() })
    await page.emulateMedia({ colorScheme: 'dark' })
    await screens.isAccessible()
    await page.getByRole('button', { name: 'Resume' }).click()
    await says('Everything Vend recorded')
    expect(office.warehouse.documents()).toHaveLength(2)
    expect(await screens.status()).toEqual({ shape: 'ok', sentence: await truth.innerText() })
  })

  it('says that Stocktray is lost, and goes on when it is back; one that was started again is opened anew', async ({
    screens,
  }) => {
    const { page, office } = screens
    const truth = page.locator('.truth').getByRole('status')
    const says = (text: string) => truth.filter({ hasText: text }).waitFor({ timeout: 60_000 })
    await office.standing()
    const host = await screens.open()
    await says('Everything Vend recorded')
    // As a PC that has no breath left: nothing is closed, and nothing answers.
    host.signal('SIGSTOP')
    await says('Stocktray does not answer since')
    await page.getByRole('img', { name: 'Not answering' }).waitFor()
    await screens.isAccessible()
    host.signal('SIGCONT')
    await says('Everything Vend recorded')
    host.signal('SIGTERM')
    await host.ended
    await says('Stocktray does not answer since')
    const again = await screens.startAgain()
    await says('Stocktray was started again. Open it by the address that it printed then.')
    await page.goto(again)
    await says('Everything Vend recorded')
  }, 120_000)
})
