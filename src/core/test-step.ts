/** What the Test button looks at, in its order. */
export const testSteps = [
  'token',
  'outlets',
  'mapped outlets',
  'warehouse',
  'locations',
  'way in',
  'own address',
  'webhook',
  'saved',
] as const

/** What one step came to. */
export type TestStep = {
  readonly name: (typeof testSteps)[number]
  /** `skipped`: there is nothing to look at, or another step says why it could not be. */
  readonly status: 'ok' | 'failed' | 'skipped'
  /** What is so, and what to press where something is to be pressed. */
  readonly text: string
  /** Failed because Vend or the warehouse cannot be reached, or refuses us. */
  readonly unreachable?: true
}
