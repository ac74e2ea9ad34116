export const odooVersions = [14, 15, 16, 17, 18, 19] as const

export type OdooVersion = (typeof odooVersions)[number]

/** What a version does otherwise than its neighbours. 14 and 19 were compared with real servers, 16 and 18 with their source. */
export type Ways = {
  /** POST /json/2/<model>/<method>. */
  readonly json2: boolean
  /** `create` of a picking takes one record or a list by position only; by name nowhere over JSON-RPC. */
  readonly createArgument: 'vals' | 'vals_list'
  /** The header's locations overwrite those of its lines. */
  readonly headerWins: boolean
  /** Until 16: a picking may be made for doing at once, and its done quantities are asked for. */
  readonly immediate: boolean
  /** A repeated validate of one done picking. */
  readonly doneAgain: 'refused' | 'true'
  /** A done quantity on a line keeps the picking from being deleted. */
  readonly unlinkDrafts: boolean
  readonly noteIsHtml: boolean
  readonly precisionName: string
  /** The rounding of a unit is a setting of its own; on 19 it follows the precision. */
  readonly ownRounding: boolean
  /** `error.code` over JSON-RPC. */
  readonly errorCode: number
}

export function waysOf(version: OdooVersion): Ways {
  return {
    json2: version >= 19,
    createArgument: version >= 16 ? 'vals_list' : 'vals',
    headerWins: version <= 15,
    immediate: version <= 16,
    doneAgain: version <= 18 ? 'refused' : 'true',
    unlinkDrafts: version >= 17,
    noteIsHtml: version >= 15,
    precisionName: version >= 19 ? 'Product Unit' : 'Product Unit of Measure',
    ownRounding: version <= 18,
    errorCode: version >= 19 ? 0 : 200,
  }
}
