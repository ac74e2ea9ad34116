import { describe, expect, vi } from 'vitest'
import { tomorrowMorning } from '../../src/core/pause'
import { pauseCommand } from '../../src/headless/pause'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'
import { straight } from './straight'

const hour = 3_600_000

describe.concurrent('stocktray pause', slow, () => {
  it('without a running engine: a sync reads and does not send, and says so; resume sends', async ({ office }) => {
    await office.standing()
    expect(await office.stocktray('pause')).toEqual({
      code: 0,
      out: 'Paused until you resume. Vend has not been read yet.\n',
      err: '',
    })
    office.receiveCar25()
    const synced = await office.stocktray('sync')
    // A slow PC says on the other channel how far it has come.
    expect(synced.code).toBe(1)
    expect(synced.out).toContain('    Waits: Paused: it goes when you resume.\n')
    expect(synced.out).toContain('Paused until you resume. 1 document waits.\n')
    expect(office.warehouse.documents()).toEqual([])
    const dry = await office.stocktray('sync', '--dry-run')
    expect(dry.out).toContain('1 document would be sent when the pause is over, 0 would wait for you.')

    const status = await office.stocktray('status')
    expect(status.code).toBe(1)
    expect(status.out).toMatch(
      /^Paused until you resume\. 1 document waits\.\n\nPaused +since .+, until: stocktray resume\n/,
    )

    const resumed = await office.stocktray('resume')
    expect(resumed.code).toBe(0)
    expect(resumed.out).toMatch(/^Everything Vend recorded until \d\d:\d\d is in In-house warehouse\.\n/)
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('a running engine is asked: it hears Vend and sends nothing until it is resumed', async ({ office }) => {
    await office.standing(await straight())
    const running = office.start('run')
    await running.says('Vend is asked to call')
    await vi.waitUntil(() => office.shop.webhooks.length === 2, 15_000)
    expect((await office.stocktray('pause', '--for', '1h')).out).toMatch(/^Paused until (tomorrow )?\d\d:\d\d\. /)
    office.receiveCar25()
    await office.shop.settled()
    await vi.waitUntil(() => office.state()?.counts.waiting === 2, 15_000)
    expect(office.warehouse.documents()).toEqual([])
    const [document] = office.documents()
    const retried = await office.stocktray('retry', document?.id ?? '')
    expect(retried.code).toBe(1)
    expect(retried.out).toMatch(/Waits: Paused until (tomorrow )?\d\d:\d\d: it goes then, or when you resume\./)
    expect((await office.stocktray('resume', '--json')).code).toBe(0)
    expect(office.warehouse.documents()).toHaveLength(2)
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })

  it('lasts as long as it says, or until 09:00 of the next day', async ({ office }) => {
    await office.standing()
    const lengths = [
      ['90m', 1.5 * hour],
      ['1h', hour],
      ['2d', 48 * hour],
    ] as const
    for (const [words, length] of lengths) {
      expect((await pausing(office, { for: words })).code).toBe(0)
      const { since, until } = office.state()?.paused ?? { since: 0, until: 0 }
      // The end is reckoned a moment before the pause begins.
      expect(Math.round(((until ?? 0) - since) / 60_000)).toBe(length / 60_000)
    }
    const { out } = await pausing(office, { untilTomorrow: true })
    expect(out).toMatch(/^Paused until tomorrow 09:00\. /)
    const { since, until } = office.state()?.paused ?? { since: 0, until: 0 }
    expect(until).toBe(tomorrowMorning(since))
  })

  it('of a time that cannot be meant pauses nothing', async ({ office }) => {
    await office.standing()
    const wrong = [
      [{ for: 'soon' }, '--for: must be a time like 90m, 1h or 2d.'],
      [{ for: '1' }, '--for: must be a time like 90m, 1h or 2d.'],
      [{ for: '0h' }, 'The end of a pause must be in the future. Nothing was paused.'],
      [{ for: '32d' }, /^A pause with an end lasts 31 days at most\./],
      [{ for: '1h', untilTomorrow: true }, 'Give --for or --until-tomorrow, not both.'],
    ] as const
    for (const [options, why] of wrong) {
      const { code, out, err } = await pausing(office, options)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(why)
    }
    expect(office.state()?.paused).toBeNull()
  })
})

/** The command in this process, with the options as they stand on its line. */
async function pausing({ dataDir }: BackOffice, options: Readonly<Record<string, unknown>>) {
  const said: { out: string[]; err: string[] } = { out: [], err: [] }
  const output = { out: (text: string) => void said.out.push(text), err: (text: string) => void said.err.push(text) }
  const context = { dataDir, json: false, output, signal: new AbortController().signal }
  const code = await pauseCommand.act(context, [], options)
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}
