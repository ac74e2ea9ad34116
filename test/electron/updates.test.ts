import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { updatesBy, watchUpdates, type Updater } from '../../electron/updates'

function world() {
  const emitter = new EventEmitter()
  const did: string[] = []
  const wakes: (() => void)[] = []
  const updater = Object.assign(emitter, {
    autoDownload: false,
    autoInstallOnAppQuit: false,
    checkForUpdates: () => {
      did.push('check')
      return Promise.reject(new Error('no network'))
    },
    quitAndInstall: () => void did.push('install'),
  }) as unknown as Updater
  const sleeps: number[] = []
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      sleeps.push(ms)
      wakes.push(resolve)
    })
  const load = () => {
    did.push('load')
    return Promise.resolve(updater)
  }
  const updates = updatesBy(load, { now: () => 0, sleep })
  const next = async () => {
    wakes.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { updates, updater, emitter, did, sleeps, next }
}

describe('updates', () => {
  it('are looked for soon and once a day, whatever became of the last look', async () => {
    const { did, sleeps, next } = world()
    expect(did).toEqual([])
    await next()
    expect(did).toEqual(['load', 'check'])
    await next()
    expect(did).toEqual(['load', 'check', 'check'])
    expect(sleeps).toEqual([30_000, 86_400_000, 86_400_000])
  })

  it('are fetched, told, and installed only when that is asked for', async () => {
    const { updates, updater, emitter, did, next } = world()
    await next()
    expect(updater).toMatchObject({ autoDownload: true, autoInstallOnAppQuit: true })
    let told = 0
    updates.watch(() => (told += 1))
    emitter.emit('error', new Error('no network'))
    expect([updates.ready(), told]).toEqual([null, 0])
    emitter.emit('update-downloaded', { version: '1.2.3' })
    expect([updates.ready(), told, did]).toEqual(['1.2.3', 1, ['load', 'check']])
    updates.install()
    expect(did).toEqual(['load', 'check', 'install'])
  })

  it('that cannot be loaded are none, and nothing else is the matter', async () => {
    const unhandled: unknown[] = []
    const note = (error: unknown) => void unhandled.push(error)
    process.on('unhandledRejection', note)
    const load = () => Promise.reject(new Error('a file of the updater is missing'))
    const updates = updatesBy(load, { now: () => 0, sleep: () => Promise.resolve() })
    await new Promise((resolve) => setTimeout(resolve))
    process.off('unhandledRejection', note)
    expect([updates.ready(), unhandled]).toEqual([null, []])
  })

  it('are none of an app that was not installed', () => {
    const updates = watchUpdates({ isPackaged: false }, { now: () => 0, sleep: () => expect.unreachable() })
    expect(updates.ready()).toBe(null)
  })
})
