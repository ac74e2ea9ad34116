import type { Case } from './case'
import type { Incarnation } from './power-cut'
import type { ShopLife } from './shop-life'

/** Somebody lets the app only watch now and then, and goes live with what was watched, or from now on. */
export async function watchOrGoLive(life: ShopLife, threat: () => Partial<Incarnation>): Promise<void> {
  const { pauses, watches: random } = life
  if (!pauses.happen) return
  if (life.app.state().paused?.watching) {
    if (random.chance(0.25)) await goLive(life, threat())
    return
  }
  if (!random.chance(0.015)) return
  life.count('only watched')
  pauses.callsLeft = null
  await life.run('a person lets it only watch', (app) => {
    // Where sending is switched off there is nothing to watch.
    if (app.watch() === null) pauses.hold()
  })
}

/** With what was watched, or without it. Answers once it is live. */
export async function goLive(life: ShopLife, threat: Partial<Incarnation> = {}): Promise<void> {
  const { pauses } = life
  const live = () => life.app.state().paused === null
  // What happens in Vend in these very seconds goes or is left out: only the app knows which.
  const { weather } = life
  life.weather = { ...weather, shopInterrupts: 0, vendBehindMs: 0 }
  const way = (await mayLeaveOut(life)) ? 'begin-now' : 'send-watched'
  const alone = new Set(life.app.state().holds.flatMap((one) => (one.documentId === null ? [one.consignmentId] : [])))
  for (let tries = 0; tries < 3 && !live(); tries++)
    await life.run(
      `a person goes live: ${way}`,
      async (app, signal) => {
        pauses.forget()
        const refused = await app.goLive(way, signal)
        life.shop.note(`  ${refused ?? 'live'}`)
      },
      tries === 0 ? threat : {},
    )
  life.weather = weather
  if (!live()) pauses.hold()
  else if (way === 'begin-now') {
    life.count('begun from now on')
    noteLeftOut(life, alone)
  }
}

/**
 * Every other time, where the model can tell what is left out: of what was undone and left out as well, or could not be
 * read, only the person knows.
 */
async function mayLeaveOut(life: ShopLife): Promise<boolean> {
  if (life.given.persons.undone.size > 0 || life.watches.chance(0.5)) return false
  await life.run('a person reads Vend once more', (app, signal) => app.sync(signal))
  const { toRead, vendProblem, stoppage } = life.app.state()
  return toRead === 0 && vendProblem === null && stoppage === null
}

/** What went unsent into the past was taken over by the person who went live without it. */
function noteLeftOut({ app, given }: Pick<ShopLife, 'app' | 'given'>, alone: ReadonlySet<string>): void {
  const { persons } = given
  const known = new Set(persons.dismissed.map(({ id }) => id))
  for (const document of app.history()) {
    if (document.status !== 'dismissed' || document.cause === 'undo' || known.has(document.id)) continue
    persons.dismissed.push(document)
    for (const { sku } of document.lines) noteTime(given, `${document.vend.consignmentId} ${sku}`)
  }
  for (const id of alone) persons.waved.add(id)
}

function noteTime({ persons, now }: Case, key: string): void {
  if (!persons.dismissedAt.has(key)) persons.dismissedAt.set(key, now())
}
