import { createApi, type Api } from '../api/api'
import type { Desk, DesktopActs, Missing, SampleActs } from '../api/desk'
import type { AppState } from '../core/app-state'
import { stateWithoutEngine } from '../core/state-without-engine'
import { sampleDay } from '../sample/sample-day'
import { actingOf } from './acting-of'
import { placeActs } from './map-outlet'
import { previewShop } from './preview'
import { realClock } from './real-world'
import { runShop, type RunningShop } from './run-shop'
import { openSamplePlace, type SamplePlace } from './sample-place'
import { checkSetup, keepSetup } from './set-up'
import { setupDesk, type Keep } from './setup-desk'
import { readShop, type Folder } from './shop-folder'
import { makeSupportBundle, toldBy, toldByLedger } from './support-bundle'
import { keysInFiles } from '../settings/sealing'

/**
 * What a program with screens runs: the API, whose engine is whichever one there is. It stands before anything is set
 * up, and changes its engine when a set-up is kept, or a sample shop opened and left.
 */
export type Host = {
  readonly api: Api
  state(): AppState
  /** null: none runs, and `state` says why. */
  running(): RunningShop | null
  /** Why none runs; null: one does. */
  missing(): Missing | null
  /** Calls back after everything that may have changed the state; answers how to stop. */
  watch(listener: () => void): () => void
  /** Something may have changed, and there may be something to do. */
  wake(): void
  close(): Promise<void>
}

const notSetUp: Missing = { shape: 'not-set-up', text: 'Tell Stocktray where your shop and your warehouse are.' }

/** So often a folder without an engine is looked at: somebody may have set it up from the command line, ms. */
const lookAgainMs = 3_000

/**
 * Opens the host of a data folder. `complain` is told of mistakes of our own, which end nothing; `desktop`: what its
 * screens may ask about the app on this PC, where they stand in one.
 */
export async function openHost(
  own: Folder,
  complain: (text: string) => void,
  desktop: DesktopActs | null = null,
): Promise<Host> {
  const closing = new AbortController()
  const listeners = new Set<() => void>()
  let running: RunningShop | null = null
  let missing: Missing | null = null
  let sample: { readonly place: SamplePlace; readonly day: ReturnType<typeof sampleDay>; done: number } | null = null
  let turn = Promise.resolve()
  const changed = () => listeners.forEach((listener) => listener())

  const begin = async (folder: Folder): Promise<string | null> => {
    const read = readShop(folder)
    const opened = read.ok ? await runShop(read.shop, { changed, complain }) : read
    running = opened.ok && 'running' in opened ? opened.running : null
    const fresh = !read.ok && read.fresh
    missing = opened.ok ? null : fresh ? notSetUp : { shape: 'stopped', text: opened.text }
    changed()
    return opened.ok ? null : opened.text
  }
  const end = async () => {
    const ending = running
    running = null
    missing ??= { shape: 'stopped', text: 'Stocktray is being started again.' }
    await ending?.stop()
  }
  /** One change of engine after the other. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = turn.then(work)
    turn = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }

  const takenIn = (folder: () => Folder) => (keep: Keep) =>
    inTurn(async () => {
      const place = folder()
      if (sample && place === own) return 'The sample shop is open. Leave the sample first, then save.'
      await end()
      const obstacle = await said(keep)
      return (await begin(place)) ?? obstacle
    })
  const folder = () => (sample ? folderOf(sample.place) : own)
  const setup = setupDesk(
    own,
    takenIn(() => own),
  )
  const places = placeActs(folder, takenIn(folder))
  const preview: Desk['preview'] = async (signal) => {
    const read = readShop(folder())
    if (!read.ok) return { kind: 'obstacle', text: read.text }
    const found = await previewShop(read.shop, signal)
    if (!found.ok) return { kind: 'obstacle', text: found.text }
    return { kind: 'done', preview: found.preview }
  }
  const supportBundle = () => {
    const told = running ? toldBy(running.app) : toldByLedger(folder(), missing?.text ?? '')
    return makeSupportBundle(folder(), told)
  }
  const leave = async () => {
    const left = sample
    if (!left) return
    sample = null
    await end()
    await left.place.close()
    await begin(own)
  }
  const acts: SampleActs = {
    isOpen: () => sample !== null,
    open: () =>
      inTurn(async () => {
        if (sample) return null
        const place = await openSamplePlace()
        const itsFolder = folderOf(place)
        const checked = await checkSetup(itsFolder, place.setup, { test: true }, closing.signal)
        const obstacle = checked.ok ? keepSetup(itsFolder, checked.checked) : 'The sample shop could not be set up.'
        if (obstacle !== null) {
          await place.close()
          return obstacle
        }
        await end()
        sample = { place, day: sampleDay(), done: 0 }
        const problem = await begin(itsFolder)
        // What happens there first is heard at once, and not with the next scan.
        return problem ?? running?.app.register(closing.signal) ?? null
      }),
    next: async () => {
      const step = sample?.day[sample.done]
      if (!sample || !step) return null
      sample.done += 1
      await step.do(sample.place.shop)
      if (step.then === 'scan') await running?.app.sync(closing.signal)
      return step.say
    },
    leave: () => inTurn(leave),
  }
  const watch = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const asked = { setup, sample: acts, places, desktop, preview, supportBundle }
  const desk: Desk = { missing: () => missing, watch, clock: realClock, ...asked }
  const api = createApi(
    actingOf(() => running, closing.signal),
    () => running?.shop.settings.outlets ?? [],
    desk,
  )

  let closed: Promise<void> | null = null

  await begin(own)
  const lookedAgain = lookAgain(
    () =>
      inTurn(async () => {
        if (running === null && sample === null) await begin(own)
      }),
    closing.signal,
  )
  const close = async () => {
    closing.abort()
    await lookedAgain
    await turn
    await running?.stop()
    await sample?.place.close()
  }
  return {
    ...{ api, watch },
    state: () => (running ? running.app.state() : stateWithoutEngine(missing?.shape ?? 'stopped', missing?.text ?? '')),
    running: () => running,
    missing: () => missing,
    wake: () => {
      running?.wake()
      changed()
    },
    close: () => (closed ??= close()),
  }
}

/** Nothing in it is worth a keyring, and nothing of it stays. */
function folderOf({ dataDir }: SamplePlace): Folder {
  return { dataDir, keys: keysInFiles }
}

/** What stands in the way of it, also where it throws: an engine must run again afterwards. */
async function said(keep: Keep): Promise<string | null> {
  try {
    return await keep()
  } catch (error) {
    return `The disk does not take it (${error instanceof Error ? error.message : String(error)}). See: stocktray doctor`
  }
}

async function lookAgain(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    await realClock.sleep(lookAgainMs, signal)
    if (signal.aborted) return
    await look()
  }
}
