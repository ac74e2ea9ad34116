/**
 * What the ports ask of a signal. The core sees neither Node's types nor the browser's, which both declare this name;
 * only the core's own program reads this file, in every other room the name means the host's own.
 */
type AbortSignal = {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
}
