import { afterEach, describe, expect, it } from 'vitest'
import { openShopDoor, pageIn, rowsIn, type ShopDoor } from './shop-door'

let door: ShopDoor
afterEach(() => door.shop.close())

const orders = (number: number) =>
  Array.from({ length: number }, () =>
    door.shop.receiveOrder({ outlet: 'Main Outlet', lines: [{ sku: 'Item1', count: '1' }] }),
  )

/** Follows version.max until the page is empty; `meanwhile` happens after each page. */
async function walk(path: string, meanwhile: (page: number) => void = () => undefined): Promise<string[][]> {
  const pages: string[][] = []
  for (let after = 0; ;) {
    const page = pageIn(await door.ask('GET', `${path}?page_size=200&after=${after}`))
    if (page.version.max === null) return pages
    expect(page.version.max).toBeGreaterThan(after)
    after = page.version.max
    pages.push(page.data.map((row) => String(row.id ?? row.product_id)))
    meanwhile(pages.length)
  }
}

describe('a list of Vend', () => {
  it('comes in pages no larger than Vend likes, whatever is asked', async () => {
    door = await openShopDoor({ largestPage: 3 })
    const ids = orders(7)
    expect(await walk('/consignments')).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)])
  })

  it('ends with an empty page without versions', async () => {
    door = await openShopDoor()
    expect((await door.ask('GET', '/consignments')).body).toEqual({ data: [], version: { min: null, max: null } })
  })

  it('moves what is edited meanwhile to the end, and loses nothing', async () => {
    door = await openShopDoor({ largestPage: 2 })
    const ids = orders(5)
    const pages = await walk('/consignments', (page) => {
      if (page === 1) door.shop.flipStatus(ids[2]!, 'SENT')
      if (page === 2) door.shop.flipStatus(ids[0]!, 'SENT')
    })
    expect(pages).toEqual([
      [ids[0], ids[1]],
      [ids[3], ids[4]],
      [ids[2], ids[0]],
    ])
  })

  it('stops before a version', async () => {
    door = await openShopDoor()
    orders(3)
    const versions = rowsIn(await door.ask('GET', '/consignments')).map((row) => Number(row.version))
    const between = await door.ask('GET', `/consignments?after=${versions[0]!}&before=${versions[2]!}`)
    expect(rowsIn(between).map((row) => row.version)).toEqual([versions[1]])
  })

  it('pages lines on versions of their own', async () => {
    door = await openShopDoor({ largestPage: 4 })
    const skus = ['Item1', 'Item2', 'TEA-GREEN', 'TEA-BLACK', 'TEA-MINT', 'HONEY']
    const lines = skus.map((sku) => ({ sku, count: '1' }))
    const id = door.shop.receiveOrder({ outlet: 'Main Outlet', lines })
    const pages = await walk(`/consignments/${id}/products`)
    expect(pages.map((page) => page.length)).toEqual([4, 2])
    expect(pages.flat()).toEqual(skus.map(door.product))
  })

  it('gives the parent a new version for an edited line only where Vend does', async () => {
    door = await openShopDoor()
    const id = door.shop.sendReturn({ outlet: 'Main Outlet', lines: [{ sku: 'Item1', count: '3' }] })
    const version = async () => pageIn(await door.ask('GET', '/consignments')).version.max ?? 0
    const lineVersion = async () => pageIn(await door.ask('GET', `/consignments/${id}/products`)).version.max ?? 0
    const [before, lineBefore] = [await version(), await lineVersion()]
    door.shop.editLine(id, { sku: 'Item1', count: '2' })
    expect(await version()).toBe(before)
    expect(await lineVersion()).toBeGreaterThan(lineBefore)
    door.shop.set({ lineEditsBumpParent: true })
    door.shop.editLine(id, { sku: 'Item1', count: '1' })
    expect(await version()).toBeGreaterThan(before)
  })

  it('refuses a page size that it does not know', async () => {
    door = await openShopDoor({ pageSize: 'refused' })
    expect((await door.ask('GET', '/consignments?page_size=200')).status).toBe(400)
    expect((await door.ask('GET', '/consignments')).status).toBe(200)
    door.shop.set({ pageSize: 'honoured' })
    expect((await door.ask('GET', '/consignments?page_size=many')).status).toBe(400)
  })
})
