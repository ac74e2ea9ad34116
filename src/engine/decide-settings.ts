import type { DecideSettings } from '../core/decision'
import { parseQuantity } from '../core/quantity'
import type { Line } from './line'
import { isRestored } from './restored'

/** The settings as decisions read them. */
export function decideSettings(line: Line): DecideSettings {
  const { settings, ledger, warehouse } = line
  const { outlets, limits, realTime } = settings
  const names = outlets.map(({ outlet }) => [outlet.id, outlet.name] as const)
  return {
    sending: settings.sendStockAdjustments,
    locations: new Map(outlets.map(({ outlet, location }) => [outlet.id, location.id])),
    outletNames: new Map([...names, ...ledger.products.outletNames()]),
    transferOn: settings.transferOn,
    limits: { units: limits.units === null ? null : parseQuantity(limits.units), lines: limits.lines },
    // In a restored folder a document may be there already in another shape: whole, it is found, share by share, or asked about.
    stocktakes: isRestored(line) ? 'whole' : realTime.stocktakes,
    perItemUpTo: realTime.perItemUpTo,
    warehouse: {
      id: warehouse.id,
      name: warehouse.capabilities.name,
      transfers: warehouse.capabilities.stockTransfer !== null,
    },
  }
}

/** A text that changes whenever standing drafts have to be decided again. */
export function settingsKey(line: Line): string {
  const { sending, locations, transferOn, stocktakes, perItemUpTo, warehouse } = decideSettings(line)
  return JSON.stringify([
    sending,
    [...locations].sort(),
    transferOn,
    line.settings.limits,
    stocktakes,
    perItemUpTo,
    warehouse,
  ])
}

/** Whether sending was off by the one key and is on by the other. */
export function isSwitchedOn(before: string, now: string): boolean {
  return before.startsWith('[false') && now.startsWith('[true')
}
