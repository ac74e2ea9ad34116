import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { z } from 'zod'
import { unknownSku } from '../../src/sample/sample-catalogue'
import { freePort } from '../../src/host/free-port'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'

const entry = z.looseObject({ level: z.string(), time: z.iso.datetime(), step: z.string() })

const fileOf = ({ dataDir }: BackOffice) => join(dataDir, 'logs', 'stocktray.log')
const logged = (office: BackOffice) =>
  readFileSync(fileOf(office), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => entry.parse(JSON.parse(line)))
const stepsOf = (office: BackOffice, consignment: string) =>
  logged(office).flatMap((one) => (one.consignment === consignment ? [one.step] : []))

const wholeLife = ['scanned', 'read', 'decided', 'frozen', 'sent', 'outcome', 'settled']

describe.concurrent('the log of a data folder', slow, () => {
  it('has the life of a document once, in its order, from a sync to the warehouse and back', async ({ office }) => {
    await office.standing()
    const order = office.receiveCar25()
    await office.synced()
    expect(stepsOf(office, order)).toEqual(wholeLife)
    await office.synced()
    expect(stepsOf(office, order)).toEqual(wholeLife)
    const [document] = office.documents()
    expect(logged(office).filter((one) => one.step === 'settled')).toMatchObject([
      { consignment: order, document: document?.id, reference: 'CAR-25', as: 'delivered', number: 'ST-00024' },
    ])
    const steps = logged(office).map(({ step }) => step)
    expect([steps[0], steps.at(-1)]).toEqual(['started', 'stopped'])
  })

  it('is written by run, and is whole up to the moment of a power cut', async ({ office }) => {
    const port = await freePort()
    const publicUrl = `http://127.0.0.1:${port.toString()}`
    await office.standing({ realTime: { via: 'own-address', publicUrl, port } })
    const running = office.start('run', '--json')
    await vi.waitUntil(() => office.shop.webhooks.length === 2, 15_000)
    const reference = 'CAR-26'
    const order = office.shop.receiveOrder({ outlet: 'Main Outlet', reference, lines: [{ sku: 'TOWEL', count: '1' }] })
    await office.shop.settled()
    // The answer to Vend comes after the line in the log.
    expect(stepsOf(office, order)).toContain('heard')
    await running.kill()
    for (const { time } of logged(office)) expect(Date.parse(time)).toBeLessThanOrEqual(Date.now())
  })

  it('has what a person did by a command', async ({ office }) => {
    await office.standing()
    office.shop.receiveOrder({
      ...{ outlet: 'Main Outlet', reference: 'CAR-27', lines: [{ sku: unknownSku, count: '6' }] },
    })
    await office.synced()
    const [document] = office.documents()
    await office.stocktray('retry', document?.id ?? '')
    expect(logged(office).filter(({ step }) => step === 'person')).toMatchObject([{ did: 'retry', on: document?.id }])
  })

  it('is not written by a look that changes nothing', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    await office.stocktray('sync', '--dry-run')
    await office.stocktray('status')
    expect(() => logged(office)).toThrow('ENOENT')
  })

  it('stops nothing where it cannot be written', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    writeFileSync(join(office.dataDir, 'logs'), 'a file where the folder should be')
    await office.synced()
    expect(office.documents()).toMatchObject([{ status: 'delivered' }])
    rmSync(join(office.dataDir, 'logs'))
    if (process.platform !== 'linux') return
    mkdirSync(join(office.dataDir, 'logs'))
    symlinkSync('/dev/full', fileOf(office))
    const lines = [{ sku: 'TOWEL', count: '1' }]
    office.shop.receiveOrder({ outlet: 'Main Outlet', reference: 'CAR-28', lines })
    await office.synced()
    expect(office.documents().map(({ status }) => status)).toEqual(['delivered', 'delivered'])
  })
})
