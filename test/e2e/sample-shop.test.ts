import { expect as see } from 'vitest'
import { describe } from 'vitest'
import { it } from './in-screens'

describe('the sample shop', () => {
  it('is opened, gone on with and left again without a trace', async ({ screens }) => {
    const { page } = screens
    await screens.open()
    await screens.isAccessible()
    await page.getByRole('button', { name: 'Try it with a sample shop' }).click()
    await page.getByText('This is a sample shop. Nothing here is yours.').waitFor()
    await page.getByRole('button', { name: 'Let something happen' }).click()
    await page.getByText('Order CAR-25 is received').waitFor()
    await page.getByRole('status').filter({ hasText: 'Everything Vend recorded' }).waitFor()
    await screens.isAccessible()
    await page.getByRole('button', { name: 'Leave the sample' }).click()
    await page.getByText('Tell Stocktray where your shop and your warehouse are.').waitFor()
    see(screens.office.documents()).toEqual([])
  })
})
