import { readFileSync } from 'node:fs'
import { describe, expect as see } from 'vitest'
import { it } from './in-screens'

describe('the help', () => {
  it('is there before anything is set up, and gives a file for support that holds how things stand', async ({
    screens,
  }) => {
    const { page, office } = screens
    const saved = async () => {
      const downloading = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Save the file for support' }).click()
      const download = await downloading
      see(download.suggestedFilename()).toBe('stocktray-support.json')
      return readFileSync(await download.path(), 'utf8')
    }
    const host = await screens.open()
    await page.getByRole('link', { name: 'Help' }).click()
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
    await screens.isAccessible()
    see(JSON.parse(await saved())).toMatchObject({ settings: null, state: null, documents: [] })
    host.signal('SIGTERM')
    await host.ended

    await office.standing()
    office.receiveCar25()
    await office.synced()
    await screens.open()
    await page.getByRole('link', { name: 'Help' }).click()
    await page.emulateMedia({ colorScheme: 'dark' })
    await screens.isAccessible()
    const text = await saved()
    see(JSON.parse(text)).toMatchObject({ problems: [], documents: [{ reference: 'CAR-25', status: 'delivered' }] })
    see(text).not.toContain(office.good.vend.token)
  })
})
