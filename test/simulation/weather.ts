/** How bad things are just now: probabilities per call. The fakes ask it at each call; `calm` at a quiet point. */
export type Weather = {
  vendFails: number
  vendSignedOut: boolean
  /** Vend answers with what it knew so long ago. */
  vendBehindMs: number
  /** Lines end too early, as if there were no more. */
  vendCutsShort: number
  /** The shop goes on working while an answer is under way. */
  shopInterrupts: number
  warehouseFails: number
  warehouseSignedOut: boolean
  warehouseRefuses: number
}

export const calm: Weather = {
  vendFails: 0,
  vendSignedOut: false,
  vendBehindMs: 0,
  vendCutsShort: 0,
  shopInterrupts: 0,
  warehouseFails: 0,
  warehouseSignedOut: false,
  warehouseRefuses: 0,
}
