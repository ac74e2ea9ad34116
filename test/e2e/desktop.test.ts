import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { DesktopOffice } from './in-desktop'
import { isAccessible } from './accessible'
import { userDataOf } from '../rig/desktop'
import { button, it } from './in-desktop'

const soon = { timeout: 30_000 }

/** Set up and synced once, by the command line: the app takes the key into the keyring of its user. */
async function standing({ office, start }: DesktopOffice, options?: Parameters<DesktopOffice['start']>[0]) {
  await office.standing()
  await office.synced()
  return start({ background: true, ...options })
}

describe('the desktop app', () => {
  it('goes from its first start with the sample shop to a toast, and from there to the document', async ({ desk }) => {
    const desktop = await desk.start()
    const page = await desktop.page()
    expect(desktop.tray()).toMatchObject({ icon: 'not-set-up' })
    expect(desktop.tray().tooltip).toBe('Stocktray: Tell Stocktray where your shop and your warehouse are.')
    expect(desktop.menu()).toEqual([
      'Open Stocktray',
      'Tell Stocktray where your shop and your warehouse are.',
      'Set-up',
      'Help',
      'Quit',
    ])
    await button(page, 'Try it with a sample shop').click()
    await button(page, 'Let something happen').click()
    await expect.poll(() => desktop.toasts().all, soon).toEqual(['CAR-25: 2 items to Main warehouse.'])
    await expect.poll(() => desktop.tray().icon, soon).toBe('ok')
    await desktop.closeWindow()
    expect(desktop.windows()).toBe(0)
    expect(desktop.toasts().all).toHaveLength(1)
    desktop.clickToast('CAR-25: 2 items to Main warehouse.')
    const again = await desktop.page()
    await again.getByRole('heading', { name: 'Stocktake CAR-25' }).waitFor()
    expect(again.url()).toContain('/#/history/')
  })

  it('keeps the keys in the keyring of its user, and opens them again', async ({ desk }) => {
    const keyFile = join(desk.office.dataDir, 'secrets.key')
    const first = await standing(desk)
    const plain = readFileSync(keyFile, 'utf8')
    expect(plain).toMatch(/^keyring:/)
    await expect.poll(() => first.tray().icon, soon).toBe('ok')
    first.click('Quit')
    expect(await first.ended).toBe(0)
    const second = await desk.start({ background: true })
    await expect.poll(() => second.tray().icon, soon).toBe('ok')
    expect(readFileSync(keyFile, 'utf8')).toBe(plain)
    // The command line has no keyring, and says whose the keys are.
    expect((await desk.office.stocktray('status')).err).toContain(
      'the desktop app keeps them in the keyring of its user',
    )
  })

  it('shows its window to whoever logs in before anything is set up, and sets damaged choices aside', async ({
    desk,
  }) => {
    const folder = userDataOf(desk.office)
    writeFileSync(join(folder, 'desktop.json'), '{ "toasts": ')
    const desktop = await desk.start({ background: true })
    await button(await desktop.page(), 'Try it with a sample shop').waitFor()
    expect(readFileSync(join(folder, 'desktop.damaged.json'), 'utf8')).toBe('{ "toasts": ')
  })

  it('does not start where the PC would keep the keys in plain text', async ({ desk }) => {
    const desktop = await desk.start({ backend: 'basic_text' })
    expect(await desktop.ended).toBe(1)
    expect(desktop.said.find((one) => one.say === 'error-box')).toMatchObject({
      text: expect.stringContaining('no keyring'),
    })
  })
})

describe('the tray of the desktop app', () => {
  it('shows what the screens show, and does what its menu says', async ({ desk }) => {
    const { office } = desk
    const desktop = await standing(desk)
    await expect.poll(() => desktop.tray().icon, soon).toBe('ok')
    expect(desktop.tray().tooltip).toMatch(/^Stocktray: Everything Vend recorded until .* is in In-house warehouse\.$/)
    office.receiveCar25()
    expect(office.warehouse.documents()).toHaveLength(0)
    desktop.click('Sync now')
    await expect.poll(() => office.warehouse.documents().length, soon).toBe(1)
    await expect.poll(() => desktop.toasts().all, soon).toEqual(['CAR-25: 2 items to Main warehouse.'])
    const last = desktop.menu().find((text) => text.includes('CAR-25'))
    expect(last).toMatch(/^\d\d:\d\d .*CAR-25/)
    desktop.click('Pause', 'Until I resume')
    await expect.poll(() => desktop.tray().icon, soon).toBe('paused')
    expect(desktop.menu()).toContain('Resume')
    office.receiveCar25()
    desktop.click('Sync now')
    await expect.poll(() => desktop.tray().tooltip, soon).toContain('1 document waits')
    expect(office.warehouse.documents()).toHaveLength(1)
    desktop.click('Resume')
    await expect.poll(() => office.warehouse.documents().length, soon).toBe(2)
    await expect.poll(() => desktop.tray().icon, soon).toBe('ok')
    desktop.click('Help', 'About')
    await expect.poll(() => desktop.said.some(({ say }) => say === 'about'), soon).toBe(true)
  })

  it('tells a token that is not accepted once, and takes that back when a new one is', async ({ desk }) => {
    const { office } = desk
    const desktop = await standing(desk)
    await expect.poll(() => desktop.tray().icon, soon).toBe('ok')
    office.shop.changeToken('another-token')
    desktop.click('Sync now')
    await expect.poll(() => desktop.tray().icon, soon).toBe('signed-out')
    await expect.poll(() => desktop.toasts().standing.length, soon).toBe(1)
    const [text = ''] = desktop.toasts().standing
    expect(text).toContain('token')
    desktop.click('Sync now')
    desktop.clickToast(text)
    const page = await desktop.page()
    await page.getByRole('heading', { name: 'Needs you' }).waitFor()
    expect(desktop.toasts().all).toEqual([text])
    await page.getByRole('textbox', { name: /^New token/ }).fill('another-token')
    await button(page, 'Paste a new one').click()
    await expect.poll(() => desktop.tray().icon, soon).toBe('ok')
    await expect.poll(() => desktop.toasts().standing, soon).toEqual([])
  })
})

describe('the desktop app on its PC', () => {
  it('shows the notifications that its user wants, and remembers it and where the window stood', async ({ desk }) => {
    const { office } = desk
    const desktop = await standing(desk)
    desktop.click('Set-up')
    const page = await desktop.page()
    await page.getByRole('heading', { name: 'This PC' }).waitFor()
    await isAccessible(page)
    const onlyNeeds = page.getByRole('radio', { name: 'Only what needs you' })
    await onlyNeeds.click()
    await expect.poll(() => onlyNeeds.isChecked(), soon).toBe(true)
    const bounds = { x: 40, y: 50, width: 1000, height: 700 }
    desktop.moveWindow(bounds)
    await desktop.closeWindow()
    office.receiveCar25()
    desktop.click('Sync now')
    await expect.poll(() => desktop.menu().some((text) => text.includes('CAR-25')), soon).toBe(true)
    office.shop.changeToken('another-token')
    desktop.click('Sync now')
    await expect.poll(() => desktop.toasts().all.length, soon).toBe(1)
    expect(desktop.toasts().all[0]).toContain('token')
    desktop.click('Quit')
    expect(await desktop.ended).toBe(0)
    const again = await desk.start()
    await again.page()
    expect(again.said.find((one) => one.say === 'open')?.options).toMatchObject(bounds)
    // The failure still stands, and was told.
    await expect.poll(() => again.tray().icon, soon).toBe('signed-out')
    expect(again.toasts().all).toEqual([])
  })
})

describe('the desktop app, whatever the PC does', () => {
  it('finishes what is being sent when it is told to quit, and loses and doubles nothing', async ({ desk }) => {
    const { office } = desk
    const desktop = await standing(desk)
    await expect.poll(() => desktop.tray().icon, soon).toBe('ok')
    office.receiveCar25()
    let answer: (value: null) => void = () => undefined
    const answered = new Promise<null>((resolve) => (answer = resolve))
    office.warehouse.fail({ when: 'after', only: 'POST /stocktakes', answer: { wait: answered } })
    desktop.click('Sync now')
    await expect.poll(() => office.warehouse.documents().length, soon).toBe(1)
    desktop.click('Quit')
    await expect.poll(() => desktop.tray().tooltip, soon).toContain('stopping')
    answer(null)
    expect(await desktop.ended).toBe(0)
    // The answer was heard: nothing is left to be looked up.
    office.warehouse.fail({ when: 'before', only: 'GET /documents/', times: Infinity, answer: 'drop' })
    const again = await desk.start({ background: true })
    await expect.poll(() => again.tray().icon, soon).toBe('ok')
    expect(again.menu().find((text) => text.includes('CAR-25'))).toContain('ST-')
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('shows the window of the one that runs when it is started again', async ({ desk }) => {
    const desktop = await standing(desk)
    expect(desktop.windows()).toBe(0)
    expect(desktop.said.filter(({ say }) => say === 'open')).toEqual([])
    const second = await desk.start()
    expect(await second.ended).toBe(0)
    await (await desktop.page()).getByRole('heading', { name: 'Overview' }).waitFor()
  })

  it('reads at once what happened while the PC slept', async ({ desk }) => {
    const { office } = desk
    const desktop = await standing(desk)
    await expect.poll(() => desktop.tray().icon, soon).toBe('ok')
    office.receiveCar25()
    desktop.tell({ do: 'resume' })
    await expect.poll(() => office.warehouse.documents().length, soon).toBe(1)
  })

  it('ends the stream of a window that is closed, and runs on', async ({ desk }) => {
    const desktop = await standing(desk)
    desktop.tell({ do: 'click-tray' })
    await (await desktop.page()).getByRole('heading', { name: 'Overview' }).waitFor()
    expect(desktop.streams() ?? 1).toBe(1)
    await desktop.closeWindow()
    await expect.poll(() => desktop.streams() ?? 0, soon).toBe(0)
    desktop.click('Open')
    await (await desktop.page()).getByRole('heading', { name: 'Overview' }).waitFor()
    desktop.tell({ do: 'shut-down' })
    expect(await desktop.ended).toBe(0)
  })
})
