import type { Location, Notice, WarehouseAnswer, WarehousePort } from '../../core/ports/warehouse'

export type WarehouseAnswers = {
  readonly account: WarehouseAnswer<readonly Notice[]>
  readonly locations: WarehouseAnswer<readonly Location[]>
}

/** Asks the warehouse whether our account is good, and for its locations. */
export async function askWarehouse(warehouse: WarehousePort, signal: AbortSignal): Promise<WarehouseAnswers> {
  const account = await warehouse.check(signal)
  return { account, locations: account.kind === 'ok' ? await warehouse.locations(signal) : account }
}
