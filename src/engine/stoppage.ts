import { diskTrouble, stoppageText, type Stoppage } from '../core/stoppage'
import type { Line } from './line'

/** What keeps the engine from working, as long as this engine lives. */
export type StoppageWatch = {
  /** null: nothing. */
  now(): Stoppage | null
  /** Does it at once; a disk that does not take it is noted. */
  noting<Result>(work: () => Result): Result
  /** One piece of work after the other, whoever asks; what one throws is noted. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** In its turn too, and a proof when it is done, for it has looked at Vend: nothing keeps the engine from working. */
  readonly proving: <Result>(work: () => Promise<Result>) => Promise<Result>
}

export function watchStoppage({ clock }: Pick<Line, 'clock'>): StoppageWatch {
  let stoppage: Stoppage | null = null
  let tail: Promise<void> = Promise.resolve()
  const came = (error: unknown): void => {
    stoppage = { since: stoppage?.since ?? clock.now(), text: stoppageText(error) }
  }
  const inTurn: StoppageWatch['inTurn'] = (work) => {
    const turn = tail.then(work)
    tail = turn.then(() => undefined, came)
    return turn
  }
  return {
    now: () => stoppage,
    noting: (work) => {
      try {
        return work()
      } catch (error) {
        if (diskTrouble(error) !== null) came(error)
        throw error
      }
    },
    inTurn,
    proving: (work) =>
      inTurn(async () => {
        const result = await work()
        stoppage = null
        return result
      }),
  }
}
