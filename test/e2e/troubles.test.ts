import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { AppState } from '../../src/core/app-state'
import { it, type Screens } from './in-screens'

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

describe('in trouble the same is said on the screen, by the API and by the command line', () => {
  for (const { name, shape, breaks, says, icon } of troubles)
    it(`when ${name}`, async ({ screens }) => {
      const { page, office } = screens
      const truth = page.locator('.truth').getByRole('status')
      await office.standing()
      await screens.open()
      await truth.filter({ hasText: 'Everything Vend recorded' }).waitFor()
      await breaks(screens)
      await page.getByRole('button', { name: 'Sync now' }).click()
      await truth.filter({ hasText: says }).waitFor()
      await page.locator('.truth').getByRole('img', { name: icon, exact: true }).waitFor()
      await agrees(screens, shape)
      await screens.isAccessible()
    })

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

async function agrees({ page, status }: Screens, shape: AppState['shape']): Promise<void> {
  const sentence = await page.locator('.truth').getByRole('status').innerText()
  expect(await status()).toEqual({ shape, sentence })
  const answered: unknown = await page.evaluate(`fetch('/api/state').then((answer) => answer.json())`)
  expect(answered).toMatchObject({ shape, sentence })
}
