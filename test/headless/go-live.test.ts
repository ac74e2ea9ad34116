import { describe, expect } from 'vitest'
import type { CommandDefinition } from '../../src/headless/command'
import { goLiveCommand } from '../../src/headless/go-live'
import { pauseCommand } from '../../src/headless/pause'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'

describe.concurrent('stocktray go-live', slow, () => {
  it('after a set-up that only watches: shows both ways, and sends what was watched', async ({ office }) => {
    const setUp = await office.setUp({ sendStockAdjustments: 'watch' })
    expect(setUp.out).toContain('Stocktray only watches: nothing is sent until: stocktray go-live\n')
    // Before any engine has taken that up.
    expect(office.state()?.paused?.watching).toBe(true)
    await office.synced()
    office.receiveCar25()
    await office.synced()
    const dry = await office.stocktray('sync', '--dry-run')
    expect(dry.out).toContain('1 document would be sent when you go live, 0 would wait for you.')
    const status = await office.stocktray('status')
    expect(status.out).toMatch(/^Only watching since .+: nothing is sent\. 1 document would have gone\./)
    expect(status.out).toMatch(
      /\nWatched +1 stocktake · 110 units would have gone; line by line: stocktray sync --dry-run/,
    )
    expect(status.out).toMatch(/\nDocuments +0 delivered · 1 would have gone\n/)

    const shown = await office.stocktray('go-live')
    expect(shown.code).toBe(1)
    expect(shown.out).toBe(
      [
        'So far 1 stocktake · 110 units would have gone.',
        '--send-watched: 1 go now, 0 wait for you.',
        '--begin-now: these 1 are left out for good; a later change of them waits for you.',
        'Nothing was changed.',
        '',
      ].join('\n'),
    )
    expect(await refusing(office, goLiveCommand, { sendWatched: true, beginNow: true })).toBe(2)
    expect(office.warehouse.documents()).toEqual([])
    const live = await office.stocktray('go-live', '--send-watched')
    expect(live.out).toMatch(/^Everything Vend recorded until/)
    expect(live.code).toBe(0)
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('says of what waited before it watched that it goes either way, and sends it', async ({ office }) => {
    await office.standing()
    await office.synced()
    await office.stocktray('pause')
    office.receiveCar25()
    await office.synced()
    await office.stocktray('pause', '--watch')
    const shown = await office.stocktray('go-live')
    expect(shown.out).toContain('Either way 1 document from before it watched goes too, or waits for you as before.\n')
    expect((await office.stocktray('go-live', '--begin-now')).code).toBe(0)
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('begins now: what was watched never goes, and the account says so', async ({ office }) => {
    await office.standing()
    await office.synced()
    expect(await refusing(office, pauseCommand, { watch: true, for: '1h' })).toBe(2)
    expect((await office.stocktray('pause', '--watch')).out).toMatch(
      /^Only watching since .+ Nothing would have gone\./,
    )
    office.receiveCar25()
    const live = await office.stocktray('go-live', '--begin-now')
    expect(live.code).toBe(0)
    expect(live.out).toContain('but for 1 thing you left out.')
    expect(live.out).toContain('1 left out (from when Stocktray only watched)')
    await office.synced()
    expect(office.warehouse.documents()).toEqual([])
    expect(await refusing(office, goLiveCommand, { beginNow: true })).toBe(1)
  })
})

/** The command in this process, with options that it has to refuse. Answers its exit code. */
async function refusing(
  { dataDir }: BackOffice,
  { act }: CommandDefinition,
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const said: string[] = []
  const output = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) }
  return act({ dataDir, json: false, output, signal: new AbortController().signal }, [], options)
}
