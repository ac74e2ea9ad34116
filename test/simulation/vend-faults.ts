import type { VendProblem } from '../../src/core/ports/vend'
import type { VendWorld } from './fake-vend'
import { minute, second } from './turned-clock'

/** What Vend, or the way to it, may do to any question; the client makes a value of each. */
const faults = [
  [2, 'server in trouble'],
  [2, 'line broken'],
  [1, 'no answer in time'],
  [2, 'too many questions'],
  [1, 'half an answer'],
  [1, 'cursor stands still'],
] as const
type VendFault = (typeof faults)[number][1]

/** What comes in place of an answer; null: the answer. */
export function problemNow(world: VendWorld, signal: AbortSignal): VendProblem | null {
  const { weather, random, count } = world
  if (signal.aborted) return { kind: 'cancelled', text: 'stopped waiting' }
  if (weather().vendSignedOut || world.isTokenRevoked()) {
    count('token not accepted')
    return { kind: 'unauthorised', text: 'Vend does not accept the token' }
  }
  if (!random.chance(weather().vendFails)) return null
  const fault = random.weighted(faults)
  count(fault)
  return problemOf(fault, world)
}

function problemOf(fault: VendFault, { random, clock, pc }: VendWorld): VendProblem {
  switch (fault) {
    case 'server in trouble':
      return { kind: 'unreachable', text: 'Vend is in trouble itself' }
    case 'line broken':
      clock.turn(random.between(0, 10) * second)
      return { kind: 'unreachable', text: 'the line to Vend broke' }
    case 'no answer in time':
      clock.turn(minute / 2)
      return { kind: 'unreachable', text: 'no answer from Vend in time' }
    case 'too many questions': {
      const text = 'too many requests'
      if (random.chance(0.3)) return { kind: 'limited', text }
      return { kind: 'limited', text, retryAt: pc.now() + random.between(1, 300) * second }
    }
    case 'half an answer':
      return { kind: 'bad-answer', text: 'half an answer from Vend' }
    case 'cursor stands still':
      return { kind: 'bad-answer', text: 'a page of Vend that does not move on' }
  }
}
