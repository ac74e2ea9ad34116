import type { Stand, UnfitKind } from '../contract/stand'

export type NewItem = { readonly sku: string; readonly barcode?: string; readonly unfit?: UnfitKind }

/** An Odoo with its administrator at hand, be it a fake or a real server. Ids are Odoo's own. */
export type OdooUnderTest = {
  readonly url: string
  readonly database: string
  /** Of a user who may do no more than the connector asks for. */
  readonly login: string
  readonly apiKey: string
  readonly places: Stand['places']
  /** How long an answer that comes may take, in ms. */
  readonly soonMs: number
  /** As the administrator; what is refused throws. */
  ask(
    model: string,
    method: string,
    args: readonly unknown[],
    named?: Readonly<Record<string, unknown>>,
  ): Promise<unknown>
  makeItems(items: readonly NewItem[]): Promise<readonly number[]>
  /** Of an item that has none anywhere. */
  putOnHand(location: number, item: number, pieces: number): Promise<void>
  archive(item: number): Promise<void>
  /** The id that an item had which was deleted. */
  gone(sku: string): Promise<number>
  /** A transfer of one piece of an item from the shop's inventory-loss location into a place, booked. */
  transferByHand(name: string, location: number, item: number): Promise<void>
  close(): Promise<void>
}
