import { writeFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { approve } from '../../src/headless/approve'
import type { CommandContext } from '../../src/headless/command'
import { dismiss } from '../../src/headless/dismiss'
import type { ExitCode } from '../../src/headless/exit-codes'
import { history, story } from '../../src/headless/history'
import { listMatches, match, unmatch } from '../../src/headless/match'
import { retry } from '../../src/headless/retry'
import { run } from '../../src/headless/run'
import { settle } from '../../src/headless/settle'
import { status } from '../../src/headless/status'
import { sync } from '../../src/headless/sync'
import { trace } from '../../src/headless/trace'
import { undo } from '../../src/headless/undo'
import { harbourStreet, mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import { openBackOffice, type BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'

type Said = { readonly code: ExitCode; readonly out: string; readonly err: string }
type Command = (context: CommandContext) => Promise<ExitCode>

/** A command in this process, as the command line would run it. */
async function say(office: BackOffice, command: Command, { json = false } = {}): Promise<Said> {
  const said = { out: '', err: '' }
  const output = {
    out: (line: string) => void (said.out += `${line}\n`),
    err: (line: string) => void (said.err += `${line}\n`),
  }
  const code = await command({ dataDir: office.dataDir, json, output, signal: new AbortController().signal })
  return { code, ...said }
}

/** Runs the engine in this process until the answer is called; what it printed is the answer's value. */
async function running(office: BackOffice): Promise<() => Promise<string>> {
  const stop = new AbortController()
  let out = ''
  let started: () => void = () => undefined
  const says = new Promise<void>((resolve) => (started = resolve))
  const output = {
    out: (line: string) => {
      out += line
      started()
    },
    err: () => undefined,
  }
  const ended = run({ dataDir: office.dataDir, json: true, output, signal: stop.signal }, { port: 0 })
  await Promise.race([says, ended])
  return async () => {
    stop.abort()
    expect(await ended).toBe(0)
    return out
  }
}

/** An order that is told, one line that waits for its item, a count that waits for approval, a transfer that is held. */
async function busyDay(office: BackOffice): Promise<void> {
  await office.standing()
  office.receiveCar25()
  office.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-27', lines: [{ sku: unknownSku, count: '6' }] })
  office.shop.completeCount({ outlet: harbourStreet, name: 'Full count', counted: {} })
  const transferred = { from: mainOutlet, to: 'Airport', reference: 'TRF-12' }
  office.shop.sendTransfer({ ...transferred, lines: [{ sku: 'Item2', count: '5' }] })
  await office.synced()
}

const idOf = (office: BackOffice, title: string) =>
  office.documents().find(({ vend }) => vend.reference === title || vend.name === title)?.id ??
  office.state()?.holds.find((hold) => hold.title === title)?.id ??
  ''

/** What people do, in this order: what comes before decides what comes after. */
function deeds(office: BackOffice): readonly (readonly [name: string, code: ExitCode, command: Command])[] {
  const [told, item, count, held] = ['CAR-25', 'CAR-27', 'Full count', 'TRF-12'].map((title) => idOf(office, title))
  return [
    ['retry of what is not there', 2, (context) => retry(context, 'no-such-id')],
    ['retry of what has arrived', 1, (context) => retry(context, told!)],
    ['retry of what waits for a decision', 1, (context) => retry(context, count!)],
    ['retry of what still has no item', 1, (context) => retry(context, item!)],
    ['approve of what waits for an item', 1, (context) => approve(context, item!)],
    ['approve of what has no document', 1, (context) => approve(context, held!)],
    ['dismiss without a reason', 2, (context) => dismiss(context, held!, ' ')],
    ['dismiss', 0, (context) => dismiss(context, held!, 'not ours')],
    ['dismiss by the beginning of the id', 0, (context) => dismiss(context, count!.slice(0, 13), 'by mistake')],
    ['match to nothing', 2, (context) => match(context, unknownSku, 'NOTHING')],
    ['match', 0, (context) => match(context, unknownSku, 'TOWEL')],
    ['the matches', 0, listMatches],
    ['unmatch', 0, (context) => unmatch(context, unknownSku)],
    ['unmatch again', 2, (context) => unmatch(context, unknownSku)],
    ['undo, only shown', 0, (context) => undo(context, told!, { dry: true })],
    ['undo', 0, (context) => undo(context, told!, { dry: false })],
    ['undo again', 1, (context) => undo(context, told!, { dry: false })],
    ['settle of what has arrived', 1, (context) => settle(context, item!, false)],
    ['sync', 0, sync],
    ['status', 0, status],
    ['history', 0, history],
    ['the story of one', 0, (context) => story(context, told!)],
    ['the story of none', 2, (context) => story(context, 'no-such-id')],
    ['trace', 0, (context) => trace(context, 'Item1')],
    ['trace of nothing', 2, (context) => trace(context, 'NOTHING')],
  ]
}

/** What two lives do not have in common: ids, times, versions; and Vend's budget, which only a running engine knows. */
const plain = (text: string) =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{4,27}/g, 'ID')
    .replace(/\d+ \w{3} (\d{4} )?\d\d:\d\d|20\d\d-\d\d-\d\dT[\d:.]+Z|\d\d:\d\d|\d{13}/g, 'TIME')
    .replace(/ version \d+|"version": ?"?\d+"?|"upToVersion": ?"?\d+"?/g, ' version N')
    .replace(/^Vend allows .*\n/gm, '')
    .replace(/"?\d+"? (calls|of \d+ calls)|; \d+ used|"used": \d+|"made": \d+|"oldestAt": \S+/g, 'CALLS')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')

describe('a command', slow, () => {
  it('says and answers the same with a running engine and without one', async ({ office }) => {
    await busyDay(office)
    const alone: Said[] = []
    for (const [name, code, command] of deeds(office)) {
      const said = await say(office, command)
      expect({ name, code: said.code }, said.out + said.err).toEqual({ name, code })
      // What went wrong is said on stderr alone, and what was asked for on stdout alone.
      if (code === 2) expect({ name, out: said.out }).toEqual({ name, out: '' })
      alone.push(said)
    }
    const other = await openBackOffice()
    try {
      await busyDay(other)
      const stop = await running(other)
      const list = deeds(other)
      for (const [index, [name, , command]] of list.entries()) {
        const said = await say(other, command)
        expect({ name, ...mapped(said) }).toEqual({ name, ...mapped(alone[index]!) })
      }
      await stop()
      expect(other.warehouse.documents().map(({ lines }) => lines.map(({ sku }) => sku))).toEqual(
        office.warehouse.documents().map(({ lines }) => lines.map(({ sku }) => sku)),
      )
    } finally {
      await other.close()
    }
  })

  it('of a folder where a crash left an address behind does its work itself', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    const stale = { url: office.warehouse.url, key: 'a-key-of-yesterday' }
    writeFileSync(join(office.dataDir, 'api.json'), JSON.stringify(stale))
    expect((await say(office, status)).code).toBe(0)
    expect((await say(office, sync)).code).toBe(0)
    expect(existsSync(join(office.dataDir, 'api.json'))).toBe(false)
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('with --json answers JSON and nothing else, whatever it is', async ({ office }) => {
    await busyDay(office)
    for (const [name, code, command] of deeds(office)) {
      const said = await say(office, command, { json: true })
      expect({ name, code: said.code }).toEqual({ name, code })
      if (said.out !== '') expect(() => JSON.parse(said.out) as unknown, name).not.toThrow()
      else expect(said.err, name).not.toBe('')
    }
  })
})

/** Line by line in any order: within a millisecond, one thing may come before another or after it. */
function mapped({ code, out, err }: Said): { code: ExitCode; out: readonly string[]; err: string } {
  return { code, out: plain(out).split('\n').sort(), err: plain(err) }
}
