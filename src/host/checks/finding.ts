/** What one check came to. `attention`: it works, and a person should see to it. `broken`: it does not. */
export type Finding = {
  /** "rate budget" */
  readonly name: string
  readonly status: 'ok' | 'attention' | 'broken'
  /** What is so, and what to press where something is to be pressed. */
  readonly text: string
}

export type Check = Finding & {
  /** Broken because Vend or the warehouse cannot be reached or refuses us. */
  readonly unreachable?: true
  /** Not known, for a reason that another check tells. */
  readonly unknown?: true
}

/** Where a question had no answer, what hangs on it is not known; `see` names the check that says why. */
export function notChecked(name: string, see: string): Check {
  return { name, status: 'attention', text: `This could not be looked at: see “${see}”.`, unknown: true }
}
