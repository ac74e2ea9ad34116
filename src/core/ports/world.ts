/** Time and chance are arguments, so that a simulation can turn the clock and repeat a failure from its seed. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `ms`, or early, without an error, when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export type Ids = {
  /** A new unique id. */
  fresh(): string
  /** A UUID that the same parts always give again (version 5). */
  derived(parts: readonly string[]): string
}
