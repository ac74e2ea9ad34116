import { expect as see } from 'vitest'
import { describe } from 'vitest'
import { it } from './in-screens'

/** Runs in the page: the answer to "open the sample shop" is kept back until its state is shown. */
const answersOpeningLate = `
  const ask = window.fetch
  window.fetch = async (address, how) => {
    const answer = await ask(address, how)
    const isOpening = how?.method === 'POST' && new URL(answer.url).pathname === '/api/sample'
    while (isOpening && !document.body.textContent.includes('Everything Vend recorded'))
      await new Promise((resolve) => requestAnimationFrame(resolve))
    return answer
  }`

describe('the sample shop', () => {
  it('is opened, gone on with and left again without a trace', async ({ screens }) => {
    const { page } = screens
    await screens.open()
    await screens.isAccessible()
    await page.getByRole('button', { name: 'Try it with a sample shop' }).click()
    await page.getByText('This is a sample shop. Nothing here is yours.').waitFor()
    const next = page.getByRole('button', { name: 'Let something happen' })
    await next.click()
    await page.getByText('Order CAR-25 is received').waitFor()
    await page.getByRole('status').filter({ hasText: 'Everything Vend recorded' }).waitFor()
    await screens.isAccessible()
    for (let happened = 1; happened < 10; happened += 1) await next.click()
    await page.getByText('The sample day is over.').waitFor()
    see(await next.isDisabled()).toBe(true)
    await page.getByRole('status').filter({ hasText: '3 things need you.' }).waitFor()
    await page.getByRole('button', { name: 'Leave the sample' }).click()
    await page.getByText('Tell Stocktray where your shop and your warehouse are.').waitFor()
    see(screens.office.documents()).toEqual([])
  })

  it('is shown, also where the news of it comes before the answer', async ({ screens }) => {
    const { page } = screens
    await page.addInitScript({ content: answersOpeningLate })
    await screens.open()
    await page.getByRole('button', { name: 'Try it with a sample shop' }).click()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.getByRole('button', { name: 'Leave the sample' }).click()
    await page.getByText('Tell Stocktray where your shop and your warehouse are.').waitFor()
  })
})
