import type { Incarnation } from './power-cut'
import type { ShopLife } from './shop-life'

/** Somebody lets the app only watch now and then, and goes live with what was watched. */
export async function watchOrGoLive(life: ShopLife, threat: () => Partial<Incarnation>): Promise<void> {
  const { pauses, watches: random } = life
  if (!pauses.happen) return
  if (life.app.state().paused?.watching) {
    if (random.chance(0.25)) await goLive(life, threat())
    return
  }
  if (!random.chance(0.01)) return
  life.count('only watched')
  pauses.callsLeft = null
  await life.run('a person lets it only watch', (app) => {
    // Where sending is switched off there is nothing to watch.
    if (app.watch() === null) pauses.hold()
  })
}

/**
 * With what was watched: what a person leaves out who begins from now on, only that person knows, and tests of the engine
 * look at it. Answers once it is live.
 */
export async function goLive(life: ShopLife, threat: Partial<Incarnation> = {}): Promise<void> {
  const { pauses } = life
  const live = () => life.app.state().paused === null
  // What happens in Vend in these very seconds goes too, or does not: only the app knows which.
  const { weather } = life
  life.weather = { ...weather, shopInterrupts: 0, vendBehindMs: 0 }
  for (let tries = 0; tries < 3 && !live(); tries++)
    await life.run(
      'a person goes live with what was watched',
      async (app, signal) => {
        pauses.forget()
        const refused = await app.goLive('send-watched', signal)
        life.shop.note(`  ${refused ?? 'live'}`)
      },
      tries === 0 ? threat : {},
    )
  life.weather = weather
  if (!live()) pauses.hold()
}
