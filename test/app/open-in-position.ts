import { openShopDay, type ShopDay } from './shop-day'
import type { Position } from './switch-positions'

/** The shop with its switches as the position says, and the app that has read it once. */
export async function openInPosition({ switches, afterOpening = false, ...options }: Position): Promise<ShopDay> {
  const { signed = false, apiVersion = '2026-07' } = options
  const day = await openShopDay({ switches: afterOpening ? {} : switches, signed, apiVersion })
  if (afterOpening) day.shop.set(switches)
  return day
}
