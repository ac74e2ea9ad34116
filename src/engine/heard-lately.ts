/** Which consignments webhooks named lately, as far as this process knows. */
export type HeardLately = {
  keep(consignmentId: string, at: number): void
  /** ms since 1970; null: none did. */
  at(consignmentId: string): number | null
}

/** Of a flood the latest are remembered. */
const most = 2_000

export function rememberHeard(): HeardLately {
  const heard = new Map<string, number>()
  return {
    keep: (consignmentId, at) => {
      // To the end of the map, which keeps the order in which its keys came.
      heard.delete(consignmentId)
      heard.set(consignmentId, at)
      const [oldest] = heard.keys()
      if (heard.size > most && oldest !== undefined) heard.delete(oldest)
    },
    at: (consignmentId) => heard.get(consignmentId) ?? null,
  }
}
