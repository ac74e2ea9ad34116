import type { Page } from 'playwright'
import { describe, expect as see } from 'vitest'
import { freePort } from '../../src/host/free-port'
import { airport, harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import { startOdoo } from '../fakes/odoo/start-odoo'
import { openSsh, whyNoSshd } from '../fakes/open-ssh'
import { tokens } from '../headless/back-office'
import { straight } from '../headless/straight'
import { authorizedKey, it } from './in-screens'

/** What is typed is kept a moment later. */
async function typed(page: Page, label: string, text: string) {
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
  await page.getByLabel(label).fill(text)
  await kept
}

const next = (page: Page) => page.getByRole('button', { name: 'Continue' }).click()
const step = (page: Page, title: string) => page.getByRole('heading', { name: title }).waitFor()
const focused = (page: Page) => page.locator(':focus').getAttribute('name')

describe('the set-up', () => {
  it(
    'is walked through from nothing to the first movement in the warehouse',
    { timeout: 180_000 },
    async ({ screens }) => {
      const { page, office } = screens
      const { realTime } = await straight()
      const before = { outlet: mainOutlet, reference: 'CAR-24', lines: [{ sku: 'Item1', count: '6' }] }
      office.shop.receiveOrder(before)
      await screens.open()
      await page.getByRole('button', { name: 'Connect my shop' }).click()

      await step(page, '1. Your shop in Vend')
      await screens.isAccessible()
      await typed(page, 'Address of your store', office.shop.url)
      const link = page.getByRole('link', { name: 'open Vend at' })
      see([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual([
        `${office.shop.url}/`,
        'noreferrer',
      ])
      await next(page)
      await page.getByText('Is missing.').waitFor()
      see(await focused(page)).toBe('token')
      await page.getByLabel('Personal token').fill('another-token')
      await next(page)
      await page.getByText('does not accept the access token').waitFor()
      see(await focused(page)).toBe('token')
      await screens.isAccessible()
      await typed(page, 'Personal token', tokens.vend)

      // Left in the middle, and the host stopped and started.
      await page.reload()
      await step(page, '1. Your shop in Vend')
      see(await page.getByLabel('Address of your store').inputValue()).toBe(office.shop.url)
      see(await page.getByLabel('Personal token').inputValue()).toBe('')
      await page.getByText('Kept. Enter only to change it.').waitFor()
      await next(page)

      await step(page, '2. Your warehouse')
      await page.getByText(/Vend: 127\.0\.0\.1:\d+, 3 outlets readable/).waitFor()
      await screens.isAccessible()
      await page.getByLabel('Address').fill('stock.example')
      await next(page)
      await page.getByText('Must be the address that the documents are sent below').waitFor()
      see(await focused(page)).toBe('url')
      await page.getByLabel('Address').fill(office.warehouse.url)
      await page.getByLabel('Token').fill('another-token')
      await next(page)
      await page.getByText('does not accept the token').waitFor()
      see(await focused(page)).toBe('token')
      await page.getByLabel('Token').fill(tokens.warehouse)
      await next(page)

      await step(page, '3. Your outlets, and where their stock lies')
      await screens.isAccessible()
      await next(page)
      await page.getByText('Must name at least one outlet').waitFor()
      await page.getByLabel(`Location of ${mainOutlet}`).selectOption('Main warehouse')
      await page.getByLabel(`Location of ${harbourStreet}`).selectOption('Harbour Street store room')
      see(await page.getByLabel(`Location of ${airport}`).inputValue()).toBe('')
      await next(page)

      await step(page, '4. What is sent, and from when')
      await screens.isAccessible()
      const sends = page.getByRole('radiogroup', { name: 'Send Stock Adjustment To WMS' })
      see(await sends.getByRole('radio', { name: 'Off' }).isChecked()).toBe(true)
      see(await sends.getByRole('radio', { name: 'Only watch first: nothing is sent' }).isVisible()).toBe(true)
      await sends.getByRole('radio', { name: 'On', exact: true }).press('Space')
      await page.getByLabel('From a date').check()
      await page.getByLabel('The first moment that counts').fill('2999-01-01T00:00')
      await next(page)
      await page.getByText('Lies in the future.').waitFor()
      await page.getByLabel('From now on').check()
      await next(page)

      await step(page, '5. At once, or by scan only')
      await page.getByLabel('At once, through my SSH server').check()
      await screens.isAccessible()
      await page.getByLabel('At once, at an address of my own').check()
      await next(page)
      await page.getByText('Is missing. Vend must know which address to call.').waitFor()
      await page.getByLabel('Address that Vend calls').fill(realTime.publicUrl)
      await page.getByLabel('Port on this PC').fill(realTime.port.toString())
      await next(page)

      await step(page, '6. Save and test')
      const said = [
        /^Vend: 127\.0\.0\.1:\d+, 3 outlets readable$/,
        /^Warehouse: In-house warehouse at 127\.0\.0\.1:\d+, 2 locations$/,
        'Ours: Main Outlet → Main warehouse, Harbour Street → Harbour Street store room',
        'Stock adjustments are sent from the first look on; transfers when sent',
        'At once at your own address, and by scan every 5 minutes',
      ]
      for (const sentence of said) await page.getByText(sentence).waitFor()
      await page.reload()
      await step(page, '6. Save and test')
      for (const sentence of said) await page.getByText(sentence).waitFor()
      await screens.isAccessible()
      await page.getByRole('button', { name: 'Save and test' }).click()
      await page.getByText('Everything was found well.').waitFor()
      const found = page.getByRole('list', { name: 'What the test found' }).getByRole('listitem')
      see(await found.count()).toBe(9)
      see(await found.filter({ hasText: ': Well.' }).count()).toBe(9)
      await page.getByText(/The last movement Vend knows is Order Stock CAR-24 of (today|yesterday)\./).waitFor()
      await page.getByRole('link', { name: 'Show me what would be sent now' }).waitFor()
      await screens.isAccessible()
      await page.emulateMedia({ colorScheme: 'dark' })
      await screens.isAccessible()

      office.receiveCar25()
      const { documents, warehouse } = office
      const inTime = { timeout: 20_000 }
      await see.poll(() => documents().map(({ status }) => status), inTime).toEqual(['delivered', 'delivered'])
      see(warehouse.documents()).toHaveLength(2)
      await page.getByRole('status').filter({ hasText: 'Everything Vend recorded' }).waitFor()
      see(await page.content()).not.toMatch(new RegExp(Object.values(tokens).join('|')))
    },
  )

  it('that stands is changed, tested, and given a new address for its webhooks', async ({ screens }) => {
    const { page, office } = screens
    await office.standing(await straight())
    await screens.open()
    await page.getByRole('link', { name: 'Set-up' }).click()
    await step(page, '6. Save and test')
    await page.getByText('At once at your own address, and by scan every 5 minutes').waitFor()
    await screens.isAccessible()

    await page.getByRole('button', { name: 'Change: At once, or by scan only' }).click()
    await page.getByLabel('Scan every so many minutes').fill('0')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Must be at least 1.').waitFor()
    see(await focused(page)).toBe('scanEveryMinutes')
    await page.getByLabel('Scan every so many minutes').fill('7')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('You have changed something.').waitFor()
    await page.getByRole('button', { name: 'Save and test' }).click()
    await page.getByText('Everything was found well.').waitFor()
    await page.getByText('by scan every 7 minutes').waitFor()

    await see.poll(() => office.shop.webhooks.length, { timeout: 20_000 }).toBe(2)
    const before = office.shop.webhooks.map(({ url }) => url)
    await page.getByRole('button', { name: 'Roll the webhook address' }).click()
    await page.getByRole('button', { name: 'Give it a new address' }).click()
    await page.getByText('The webhooks have a new secret address.').waitFor()
    await see.poll(() => office.shop.webhooks.some(({ url }) => before.includes(url)), { timeout: 20_000 }).toBe(false)

    // What a side says in the end opens the step that it is about.
    await page.getByRole('button', { name: 'Change: Your warehouse' }).click()
    await page.getByLabel('Address').fill('http://127.0.0.1:1')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Is missing.').waitFor()
    see(await focused(page)).toBe('token')
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Save and test' }).click()
    await step(page, '2. Your warehouse')
    await page.getByText('Is missing.').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Forget the changes' }).click()
    await page.getByRole('button', { name: 'Test now' }).waitFor()
    see((await screens.status()).shape).toBe('ok')
  })

  it.skipIf(process.env.CI === undefined && whyNoSshd() !== null)(
    'goes through an SSH server once our line stands there, which is shown as long as it may be needed; ngrok’s form is checked too',
    { timeout: 120_000 },
    async ({ screens }) => {
      const { page, office } = screens
      const [server, remotePort] = [await openSsh(), await freePort()]
      await office.standing()
      await screens.open()
      await page.getByRole('link', { name: 'Set-up' }).click()
      await page.getByRole('button', { name: 'Change: At once, or by scan only' }).click()
      const done = page.getByRole('button', { name: 'Done' })

      await page.getByLabel('At once, through ngrok').check()
      await done.click()
      await page.getByText('Is missing.').waitFor()
      see(await focused(page)).toBe('ngrok.authToken')
      await page.getByLabel('Token of your ngrok account').fill('ngrok-token')
      await page.getByLabel('Your domain at ngrok').fill('https://my-shop.ngrok.app/hooks')
      await done.click()
      await page.getByText('Must be the domain that ngrok gave you and nothing more').waitFor()
      see(await focused(page)).toBe('publicUrl')
      await screens.isAccessible()
      await page.getByLabel('Your domain at ngrok').fill('https://my-shop.ngrok.app')
      await done.click()
      await page.getByText('At once through ngrok, and by scan every 5 minutes').waitFor()
      await page.reload()
      await page.getByRole('button', { name: 'Change: At once, or by scan only' }).click()
      see(await page.getByLabel('Your domain at ngrok').inputValue()).toBe('https://my-shop.ngrok.app')
      see(await page.getByLabel('Token of your ngrok account').inputValue()).toBe('')
      await page.getByText('Kept. Enter only to change it.').waitFor()

      await page.getByLabel('At once, through my SSH server').check()
      await page.getByLabel('SSH server', { exact: true }).fill('me@vps.example')
      await page.getByLabel('User there').fill(server.user)
      await page.getByLabel('Port there').fill(remotePort.toString())
      await page.getByLabel('Address that Vend calls').fill(`http://127.0.0.1:${remotePort}`)
      await done.click()
      await page.getByText('Must be a host name or an address alone').waitFor()
      see(await focused(page)).toBe('ssh.host')
      await page.getByLabel('SSH server', { exact: true }).fill('127.0.0.1')
      await page.getByText('More', { exact: true }).click()
      await page.getByLabel('SSH port').fill(server.port.toString())
      await page.getByLabel('Port on this PC').fill('0')
      await screens.isAccessible()
      await done.click()
      await page.getByText('At once through your SSH server, and by scan every 5 minutes').waitFor()

      await page.getByRole('button', { name: 'Save and test' }).click()
      const line = page.getByLabel('The line for authorized_keys')
      await line.waitFor()
      const shown = await line.innerText()
      see(shown).toBe(await authorizedKey(office))
      await page.reload()
      await page.getByText('One line for your SSH server').waitFor()
      see(await line.innerText()).toBe(shown)
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.getByRole('button', { name: 'Copy the line' }).click()
      await page.getByText('Copied. Add it there as one line.').waitFor()
      see(await page.evaluate('navigator.clipboard.readText()')).toBe(shown)
      await page.getByRole('button', { name: 'Test now' }).click()
      await page.getByText('See to what is named above, then press Test now.').waitFor({ timeout: 40_000 })
      await page.getByText(/does not accept Stocktray’s key/).waitFor()
      await screens.isAccessible()
      server.admit(shown)
      await page.getByRole('button', { name: 'Test now' }).click()
      await page.getByText('Everything was found well.').waitFor({ timeout: 40_000 })
      await page.getByText('The line for your SSH server, which stands there').waitFor()
      await screens.isAccessible()
      see((await screens.status()).shape).toBe('ok')
      await server.close()
    },
  )

  it('asks an Odoo what its form is filled with, and says beside the field what is wrong there', async ({
    screens,
  }) => {
    const { page, office } = screens
    const odoo = await startOdoo({ version: 19 })
    odoo.addWarehouse('Harbour Street', 'HS')
    const { key } = odoo.addUser({ login: 'vend@shop.example', role: 'inventory' })
    await office.standing()
    await screens.open()
    await page.getByRole('link', { name: 'Set-up' }).click()
    await page.getByRole('button', { name: 'Change: Your warehouse' }).click()
    await page.getByLabel('Kind of warehouse system').selectOption('Odoo')
    const done = page.getByRole('button', { name: 'Done' })
    await done.click()
    await page.getByText('Is missing.').first().waitFor()
    see(await focused(page)).toBe('url')
    await page.getByLabel('Address').fill(`${odoo.url}/odoo/inventory`)
    await page.getByLabel('Database').fill(odoo.database)
    await page.getByLabel('Login').fill('vend@shop.example')
    await page.getByLabel('API key').fill('another-key')
    await done.click()
    await page.getByText(/does not accept|does not let/).waitFor()
    see(await focused(page)).toBe('apiKey')
    await screens.isAccessible()
    await page.getByLabel('API key').fill(key)
    await done.click()
    await page.getByText(/^Warehouse: Odoo at 127\.0\.0\.1:\d+.*, \d+ locations?$/).waitFor()

    await page.getByRole('button', { name: 'Change: Your outlets' }).click()
    await page.getByLabel(`Location of ${mainOutlet}`).selectOption('WH/Stock')
    await page.getByLabel(`Location of ${harbourStreet}`).selectOption('HS/Stock')
    await screens.isAccessible()
    await done.click()
    await page.getByText('Ours: Main Outlet → WH/Stock, Harbour Street → HS/Stock').waitFor()
    await page.getByRole('button', { name: 'Save and test' }).click()
    await page.getByText('Everything was found well.').waitFor({ timeout: 40_000 })
    see(await page.content()).not.toContain(key)
    see((await screens.status()).sentence).toMatch(/ is in Odoo\.$/)
    await odoo.close()
  })
})
