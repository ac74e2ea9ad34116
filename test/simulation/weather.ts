/** How bad things are just now: probabilities per call. The fakes ask it at each call; `calm` at a quiet point. */
export type Weather = {
  vendFails: number
  vendSignedOut: boolean
  /** The shop goes on working while an answer is under way. */
  shopInterrupts: number
  warehouseFails: number
  warehouseSignedOut: boolean
  warehouseRefuses: number
}

export const calm: Weather = {
  vendFails: 0,
  vendSignedOut: false,
  shopInterrupts: 0,
  warehouseFails: 0,
  warehouseSignedOut: false,
  warehouseRefuses: 0,
}
