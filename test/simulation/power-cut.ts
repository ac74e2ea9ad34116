import type { Database } from '../../src/ledger/database'

/** Between two starts of the app. Once it is cut, nothing of it reaches the world or the disk any more. */
export type Incarnation = {
  dead: boolean
  /** Calls to a port, and to the database, until the power goes; null: it stays. */
  portCallsLeft: number | null
  databaseCallsLeft: number | null
  /** Calls to a port until the person stops the app politely (an aborted signal). */
  portCallsUntilAbort: number | null
  abort: () => void
  /** The cut comes after the last call acted, not before. */
  afterIt: boolean
  /** Calls to a port so far: an app that never comes to an end is a fault of its own. */
  portCalls: number
}

export const incarnation = (): Incarnation => ({
  dead: false,
  portCallsLeft: null,
  databaseCallsLeft: null,
  portCallsUntilAbort: null,
  abort: () => undefined,
  afterIt: false,
  portCalls: 0,
})

const powerCut = () => new Error('the power is cut (simulated)')

type Count = 'portCallsLeft' | 'databaseCallsLeft'

/** The same thing, until the power goes: then every call of it throws, and a call under way never answers well. */
export function mortal<T extends object>(thing: T, life: Incarnation, count: Count): T {
  return new Proxy(thing, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...given: readonly unknown[]) => {
        if (life.dead) throw powerCut()
        const last = countDown(life, count)
        if (last && !life.afterIt) {
          life.dead = true
          throw powerCut()
        }
        const answer: unknown = Reflect.apply(member, target, given)
        if (answer instanceof Promise) return answer.then((value: unknown) => survived(life, last, value))
        const value = survived(life, last, answer)
        return name === 'prepare' && typeof value === 'object' && value !== null ? mortal(value, life, count) : value
      }
    },
  })
}

const mostPortCalls = 20_000

function countDown(life: Incarnation, count: Count): boolean {
  if (count === 'portCallsLeft' && ++life.portCalls > mostPortCalls) throw new Error('the app asks and asks')
  if (count === 'portCallsLeft' && life.portCallsUntilAbort !== null && --life.portCallsUntilAbort < 0) {
    life.abort()
    life.portCallsUntilAbort = null
  }
  const left = life[count]
  if (left === null) return false
  life[count] = left - 1
  return left <= 1
}

function survived(life: Incarnation, last: boolean, value: unknown): unknown {
  if (last) life.dead = true
  if (life.dead) throw powerCut()
  return value
}

/** What a power cut leaves on the disk: the last commit. */
export function rollBack(database: Database): void {
  if (database.isTransaction) database.exec('ROLLBACK')
}
