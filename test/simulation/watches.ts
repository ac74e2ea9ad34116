import type { Case } from './case'
import type { Incarnation } from './power-cut'
import type { ShopLife } from './shop-life'

/** Somebody lets the app only watch now and then, and goes live with what was watched, or from now on. */
export async function watchOrGoLive(life: ShopLife, threat: () => Partial<Incarnation>): Promise<void> {
  const { pauses, watches: random } = life
  if (!pauses.happen) return
  if (life.app.state().paused?.watching) {
    if (random.chance(0.12)) await goLive(life, threat())
    return
  }
  if (!random.chance(0.05)) return
  life.count('only watched')
  pauses.callsLeft = null
  await life.run('a person lets it only watch', (app) => {
    // Where sending is switched off there is nothing to watch.
    if (app.watch() === null) pauses.hold()
  })
}

/** With what was watched, or without it. Answers once it is live. */
export async function goLive(life: ShopLife, threat: Partial<Incarnation> = {}): Promise<void> {
  const { given, pauses, watches: random } = life
  // What was undone and left out as well, only the person knows of: the model asks for one of both.
  const open = life.app.history().filter(({ status }) => ['waiting', 'needs-you', 'unsure'].includes(status))
  const isUndone = open.some(({ cause, vend }) => cause === 'undo' || given.persons.undone.has(vend.consignmentId))
  const way = isUndone || random.chance(0.5) ? 'send-watched' : 'begin-now'
  const alone = new Set<string>()
  const live = () => life.app.state().paused === null
  // What happens in Vend in these very seconds would be left out or sent, and only the app knows which.
  const { weather } = life
  life.weather = { ...weather, shopInterrupts: 0, vendBehindMs: 0 }
  for (let tries = 0; tries < 3 && !live(); tries++)
    await life.run(
      `a person goes live: ${way}`,
      async (app, signal) => {
        pauses.forget()
        if (way === 'begin-now') await app.sync(signal)
        for (const { documentId, consignmentId } of app.state().holds) if (documentId === null) alone.add(consignmentId)
        const refused = await app.goLive(way, signal)
        life.shop.note(`  ${refused ?? 'live'}`)
      },
      tries === 0 ? threat : {},
    )
  life.weather = weather
  if (!live()) pauses.hold()
  else if (way === 'begin-now') noteLeftOut(life, alone)
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
