import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { AppState } from '../../src/core/app-state'
import { freePort } from '../../src/host/free-port'
import { openSsh, whyNoSshd } from '../fakes/open-ssh'
import { straight } from '../headless/straight'
import { clockSet, fullDisk } from '../headless/troubled-pc'
import { authorizedKey, it, type Screens } from './in-screens'

type Trouble = {
  readonly name: string
  readonly shape: AppState['shape']
  /** Breaks the world of a shop that is set up and was well. */
  readonly breaks: (screens: Screens) => Promise<void> | void
  /** In the line of truth. */
  readonly says: string | RegExp
  readonly icon: string
}

const troubles: readonly Trouble[] = [
  {
    name: 'Vend no longer accepts the token',
    shape: 'signed-out',
    breaks: ({ office }) => office.shop.changeToken('another'),
    says: 'Nothing has been read since',
    icon: 'Signed out',
  },
  {
    name: 'Vend has trouble of its own',
    shape: 'offline',
    breaks: ({ office }) => office.shop.fail({ when: 'before', times: Infinity, answer: { status: 503 } }),
    says: 'What happens there meanwhile will be caught up.',
    icon: 'Offline',
  },
  {
    name: 'the warehouse is down',
    shape: 'retrying',
    breaks: ({ office }) => {
      office.warehouse.fail({ when: 'before', times: Infinity, answer: { status: 503 } })
      office.receiveCar25()
    },
    says: /does not answer since .* 1 document waits, nothing is lost\./,
    icon: 'Trying again',
  },
  {
    name: 'a count would set everything to zero',
    shape: 'needs-you',
    breaks: ({ office }) => {
      office.shop.completeCount({ outlet: 'Main Outlet', name: 'Full count', counted: {} })
    },
    says: '1 thing needs you.',
    icon: 'Needs you',
  },
]

/** Ends as soon as it is so. */
const soon = { timeout: 20_000 }
const well = /^Everything Vend recorded until [\w :]+ is in In-house warehouse\.$/

const truthOf = ({ page }: Screens) => page.locator('.truth').getByRole('status')
const syncNow = ({ page }: Screens) => page.getByRole('button', { name: 'Sync now' }).click()
const isShown = ({ page }: Screens, name: string) =>
  page.locator('.truth').getByRole('img', { name, exact: true }).waitFor()

describe('in trouble the same is said on the screen, by the API and by the command line', () => {
  for (const { name, shape, breaks, says, icon } of troubles)
    it(`when ${name}`, async ({ screens }) => {
      const truth = truthOf(screens)
      await screens.office.standing()
      await screens.open()
      await truth.filter({ hasText: 'Everything Vend recorded' }).waitFor()
      await breaks(screens)
      await syncNow(screens)
      await truth.filter({ hasText: says }).waitFor()
      await isShown(screens, icon)
      await agrees(screens, shape)
      await screens.isAccessible()
    })

  it('when the disk is full, until there is room again', async ({ screens }) => {
    const { page, office } = screens
    const [truth, disk] = [truthOf(screens), fullDisk()]
    await office.standing()
    const host = await screens.open(disk.options)
    await truth.filter({ hasText: well }).waitFor()
    await disk.begin(host)
    office.receiveCar25()
    await syncNow(screens)
    const undone = page.getByRole('alert').filter({ hasText: 'This was not done' })
    await undone.getByText('The disk is full. Nothing is lost').waitFor()
    await truth.filter({ hasText: /^Stopped since .*The disk is full\..*Make room on it/ }).waitFor()
    await isShown(screens, 'Stopped')
    await agrees(screens, 'stopped')
    expect((await office.stocktray('status')).code).toBe(1)
    expect(office.warehouse.documents()).toEqual([])
    await screens.isAccessible()

    await disk.end(host)
    await syncNow(screens)
    await truth.filter({ hasText: well }).waitFor()
    await agrees(screens, 'ok')
    expect(office.documents().map(({ status }) => status)).toEqual(['delivered'])
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('when the clock of this PC is wrong, by which no stock is', async ({ screens }) => {
    const { page, office } = screens
    const clock = clockSet(3 * 3_600_000)
    await office.standing()
    const host = await screens.open(clock.options)
    await truthOf(screens).filter({ hasText: well }).waitFor()
    await clock.begin(host)
    office.receiveCar25()
    await syncNow(screens)
    const said = page.getByText('This PC’s clock is 3 hours ahead of Vend’s. No stock is wrong by it')
    await said.waitFor()
    await agrees(screens, 'ok')
    expect((await stateOf(screens)).clock).toBe(await said.innerText())
    expect((await office.stocktray('status')).out).toContain(`\n${await said.innerText()}\n`)
    expect(office.warehouse.documents()).toHaveLength(1)
    await screens.isAccessible()
  })

  it('when Vend’s webhooks get lost: the scan finds what they do not say, until one comes', async ({ screens }) => {
    const { page, office } = screens
    const later = clockSet(20 * 60_000)
    await office.standing(await straight())
    const host = await screens.open(later.options)
    await expect.poll(() => office.shop.webhooks.length, soon).toBe(2)
    // What happened before the first look may have happened before Vend could call.
    await syncNow(screens)
    await page.getByText('Vend was read: nothing new.').waitFor()
    office.shop.set({ webhooksLost: 1 })
    office.receiveCar25()
    await syncNow(screens)
    await page.getByText('Vend was read: 1 document.').waitFor()
    await later.begin(host)
    await syncNow(screens)
    const health = page.getByRole('region', { name: 'How it hears of Vend' })
    const said = health.getByText(/^Webhooks silent since .* \(Order Stock CAR-25\), nothing lost: the scan finds/)
    await said.waitFor()
    await agrees(screens, 'ok')
    expect((await stateOf(screens)).webhooks?.text).toBe(await said.innerText())
    expect((await office.stocktray('status')).out).toContain(await said.innerText())
    expect(office.warehouse.documents()).toHaveLength(1)
    await screens.isAccessible()

    office.shop.set({ webhooksLost: 0 })
    const lines = [{ sku: 'Item1', count: '6' }]
    office.shop.receiveOrder({ outlet: 'Main Outlet', reference: 'CAR-26', lines })
    await health.getByText(/^Vend calls here\. The last one came/).waitFor()
    await expect.poll(() => office.warehouse.documents().length, soon).toBe(2)
  })

  it.skipIf(process.env.CI === undefined && whyNoSshd() !== null)(
    'when the SSH tunnel breaks: Vend is read by schedule, until it is up again',
    async ({ screens }) => {
      const { page, office } = screens
      const truth = truthOf(screens)
      const server = await openSsh()
      const [host, remotePort] = ['127.0.0.1', await freePort()]
      const ssh = { host, port: server.port, user: server.user, remotePort }
      const realTime = { via: 'ssh', publicUrl: `http://127.0.0.1:${remotePort.toString()}`, port: 0, ssh }
      await office.standing({ realTime })
      const line = await authorizedKey(office)
      server.admit(line)
      await screens.open()
      const health = page.getByRole('region', { name: 'How it hears of Vend' })
      await health.getByText(/^SSH, up since .*, Vend calls 127\.0\.0\.1:\d+$/).waitFor(soon)
      await truth.filter({ hasText: well }).waitFor()

      await server.away()
      office.receiveCar25()
      await truth
        .filter({ hasText: / Vend’s webhooks do not come in since .*; Vend is read every 5 minutes/ })
        .waitFor()
      await health.getByText(/^SSH, down since .*127\.0\.0\.1 (ended the connection|cannot be reached)/).waitFor()
      await syncNow(screens)
      await page.getByText('Vend was read: 1 document.').waitFor()
      await agrees(screens, 'ok')
      expect((await stateOf(screens)).realTime?.state).toBe('down')
      expect((await office.stocktray('status')).out).toMatch(/Real time +by SSH, down since /)
      expect(office.warehouse.documents()).toHaveLength(1)
      await screens.isAccessible()

      await server.back()
      await truth.filter({ hasText: well }).waitFor(soon)
      await agrees(screens, 'ok')
      await server.close()
    },
  )

  it('when the settings cannot be read', async ({ screens }) => {
    const { page, office } = screens
    await office.standing()
    writeFileSync(join(office.dataDir, 'settings.json'), '{ "vend": ')
    await screens.open()
    const truth = page.locator('.truth').getByRole('status')
    await truth.filter({ hasText: 'The settings could not be read' }).waitFor()
    await page.locator('.truth').getByRole('img', { name: 'Stopped' }).waitFor()
    const { code, err } = await office.stocktray('status')
    expect(code).toBe(2)
    expect(err.trim()).toContain('The settings could not be read')
    await screens.isAccessible()
  })
})

async function agrees(screens: Screens, shape: AppState['shape']): Promise<void> {
  const sentence = await truthOf(screens).innerText()
  expect(await screens.status()).toEqual({ shape, sentence })
  expect(await stateOf(screens)).toMatchObject({ shape, sentence })
}

/** As the API answers it to the page. */
function stateOf({ page }: Screens): Promise<AppState> {
  return page.evaluate<AppState>(`fetch('/api/state').then((answer) => answer.json())`)
}
