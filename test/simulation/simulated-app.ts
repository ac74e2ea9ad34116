import type { App, World } from '../../src/app'

/** What the simulation asks of the app. */
export type SimulatedApp = Pick<
  App,
  | 'sync'
  | 'work'
  | 'nextDue'
  | 'hear'
  | 'state'
  | 'history'
  | 'pause'
  | 'resume'
  | 'watch'
  | 'goLive'
  | 'retry'
  | 'approve'
  | 'dismiss'
  | 'undo'
  | 'settle'
  | 'match'
  | 'unmatch'
  | 'matches'
>

export type OpenApp = (world: World) => SimulatedApp
