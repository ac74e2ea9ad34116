import { z } from 'zod'
import { openSampleShop, type SampleShop, type SampleShopOptions } from '../../src/sample/sample-shop'
import { randomFrom } from '../simulation/random'
import { shopClock, type ShopClock } from '../vend/shop-clock'

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown }

export type ShopDoor = {
  readonly shop: SampleShop
  readonly clock: ShopClock
  /** Asks the API as an app would; `path` below the version. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>
  outlet(name: string): string
  product(sku: string): string
}

export const token = 'sample-token'

export async function openShopDoor(
  switches: SampleShopOptions['switches'] = {},
  more: Pick<SampleShopOptions, 'products'> = {},
) {
  const clock = shopClock()
  const shop = await openSampleShop({ clock, random: randomFrom(7).next, token, switches, ...more })
  const door: ShopDoor = {
    shop,
    clock,
    ask: (method, path, body) => askAt(`${shop.url}/api/2026-07${path}`, method, body),
    outlet: (name) => shop.outlets.find((one) => one.name === name)!.id,
    product: (sku) => [...shop.products.values()].find((one) => one.sku === sku)!.id,
  }
  return door
}

export async function askAt(url: string, method: string, body?: unknown, bearer = token): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${bearer}` },
    ...(body !== undefined && { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const parsed: unknown = text === '' ? null : JSON.parse(text)
  return { status: response.status, headers: response.headers, body: parsed }
}

const row = z.record(z.string(), z.unknown())
const page = z.object({
  data: z.array(row),
  version: z.object({ min: z.number().nullable(), max: z.number().nullable() }),
})

export const pageIn = ({ body }: Answer) => page.parse(body)
export const rowsIn = (answer: Answer) => pageIn(answer).data
export const thingIn = ({ body }: Answer) => z.object({ data: row }).parse(body).data
/** The id of what was just made. */
export const idIn = (answer: Answer) => z.string().parse(thingIn(answer).id)
