import type { WarehousePort } from '../../src/core/ports/warehouse'
import type { Random } from './random'
import type { SimulatedApp } from './simulated-app'
import type { ShopLife } from './shop-life'
import { hour, minute, type PcClock } from './turned-clock'
import { goLive } from './watches'

/** Somebody pauses the app now and then, in the middle of its work too. What they know of it, and when that was broken. */
export type Pauses = {
  /** Draws of its own: a shop in which nobody pauses lives as it did before anybody could. */
  readonly random: Random
  /** Whether anybody in this shop ever does. */
  readonly happen: boolean
  /** The pause surely holds, by the clock that the app sees. */
  holds(): boolean
  begin(app: SimulatedApp, until: number | null): void
  forget(): void
  /** It holds until somebody goes live, whatever the clock says. */
  hold(): void
  /** Calls of the warehouse until somebody pauses in the middle of one; null: nobody does. */
  callsLeft: number | null
  /** The way to the warehouse, on which it is seen what begins in a pause. */
  watched(port: WarehousePort): WarehousePort
  readonly broken: string[]
}

export function openPauses(mayHappen: boolean, random: Random, pc: PcClock, app: () => SimulatedApp): Pauses {
  const broken: string[] = []
  let pause: { readonly since: number; readonly until: number | null } | null = null
  const pauses: Pauses = {
    ...{ random, broken, happen: mayHappen && random.chance(0.3), callsLeft: null },
    holds: () => {
      const now = pc.now()
      // The app may have seen that it was over, whatever the clock says later.
      if (pause && pause.until !== null && (now >= pause.until || now < pause.since - 24 * hour)) pause = null
      return pause !== null
    },
    begin: (on, until) => {
      const since = pc.now()
      if (on.pause(until) === null) pause = { since, until }
      else broken.push('a pause that may be is refused')
    },
    forget: () => void (pause = null),
    hold: () => void (pause = { since: pc.now(), until: null }),
    watched: (port) => ({
      ...port,
      lookUpItems: (skus, signal) => called(port.lookUpItems(skus, signal)),
      find: (document, signal) => called(port.find(document, signal)),
      push: (document, signal) => {
        if (pauses.holds()) broken.push(`${document.source.consignmentId}: ${document.reference} was sent in a pause`)
        return called(port.push(document, signal))
      },
    }),
  }
  /** What is under way when somebody pauses comes to its end. */
  function called<Answer>(answer: Answer): Answer {
    if (pauses.callsLeft !== null && --pauses.callsLeft < 0) {
      pauses.callsLeft = null
      try {
        pauses.begin(app(), null)
      } catch {
        // The power or the disk: nobody was told that it is paused.
      }
    }
    return answer
  }
  return pauses
}

/** Somebody pauses the app, for an hour, until the next day or until they resume, or resumes it. */
export async function pauseOrResume(life: ShopLife): Promise<void> {
  const { pauses, pc, shop } = life
  const { random } = pauses
  if (!pauses.happen || life.app.state().paused?.watching) return
  if (pauses.holds()) {
    if (random.chance(0.15)) await resume(life)
    return
  }
  if (!random.chance(0.12)) return
  life.count('paused')
  if (random.chance(0.3)) {
    pauses.callsLeft = random.between(0, 12)
    shop.note(`somebody will pause the app in its ${pauses.callsLeft.toString()}th call`)
    return
  }
  const until = random.pick([pc.now() + hour, pc.now() + random.between(9, 33) * hour, null])
  await life.run(
    `a person pauses for ${until === null ? 'now' : ((until - pc.now()) / minute).toString()} minutes`,
    (app) => {
      pauses.begin(app, until)
    },
  )
}

/** In the evening somebody resumes it, where it would not go on by itself before the next one. */
export async function endPauses(life: ShopLife): Promise<void> {
  life.pauses.callsLeft = null
  const { paused } = life.app.state()
  if (paused?.watching) await goLive(life)
  else if (paused && (paused.until === null || paused.until > life.pc.now() + 24 * hour)) await resume(life)
}

/** What was wrong in a pause: something new was sent, or it does not show. */
export function pauseFaults({ pauses, app }: ShopLife): string[] {
  if (!pauses.holds()) return pauses.broken
  const { paused, shape } = app.state()
  const shows = paused !== null && shape !== 'ok' && shape !== 'working'
  return shows ? pauses.broken : [...pauses.broken, `paused, and the app says ${shape}`]
}

async function resume({ pauses, run }: ShopLife): Promise<void> {
  pauses.forget()
  await run('a person resumes', (app) => {
    app.resume()
  })
}
