import type { z } from 'zod'
import type { VendAnswer, VendPage, VendProblem } from '../core/ports/vend'
import { ask, type Asked, type Link } from './ask'
import { latestById, readPage } from './read-page'
import { parseOne, parsePage, vendId } from './schema'
import { badAnswer, type Area } from './vend-problem'

type Versioned = { readonly version?: bigint | null | undefined }

/** Reads pages and single things of one store, from question to rows. */
export type Reader = {
  /** What belongs to one consignment; null: 404. */
  under<Row extends Versioned>(
    row: z.ZodType<Row>,
    consignmentId: string,
    name: 'products',
    after: bigint,
    signal: AbortSignal,
  ): Promise<VendAnswer<VendPage<Row> | null>>
  /** A list that every store has: a 404 is a bad answer. Each id comes once. */
  list<Row extends Versioned & { readonly id: string }>(
    row: z.ZodType<Row>,
    area: Area,
    after: bigint,
    signal: AbortSignal,
  ): Promise<VendAnswer<VendPage<Row>>>
  /** null: 404. */
  one<Row>(row: z.ZodType<Row>, area: Area, id: string, signal: AbortSignal): Promise<VendAnswer<Row | null>>
}

/** The largest page that every version of the API grants; what comes back may be any size. */
const pageSize = '200'
/** So many pages in a row may be empty though the list goes on; only rows move our cursor. */
const mostEmpty = 10
const notAnId = 'an id that cannot be one'

export function createReader(link: Link): Reader {
  // Until Vend refuses it: which sizes it takes is not documented for every list.
  let namesPageSize = true

  const askPage = async (area: Area, path: string, after: bigint, signal: AbortSignal): Promise<Asked> => {
    const params: Record<string, string> = after > 0n ? { after: after.toString() } : {}
    if (!namesPageSize) return ask(link, { area, path, params }, signal)
    const answer = await ask(link, { area, path, params: { ...params, page_size: pageSize } }, signal)
    if (answer.kind !== 'question-refused') return answer
    const plain = await ask(link, { area, path, params }, signal)
    if (plain.kind === 'found') namesPageSize = false
    return plain
  }
  const unreadable = (area: Area, where: string) =>
    failed(
      badAnswer(
        link.host,
        area,
        `sent something Stocktray does not understand (${where}). Nothing of it was used. Look for a newer Stocktray.`,
      ),
    )

  const page = async <Row extends Versioned>(
    row: z.ZodType<Row>,
    area: Area,
    path: string,
    after: bigint,
    signal: AbortSignal,
  ): Promise<VendAnswer<VendPage<Row> | null>> => {
    for (let [from, empty] = [after, 0]; ; empty += 1) {
      const answer = await askPage(area, path, from, signal)
      if (answer.kind === 'missing') return { ok: true, value: null, at: answer.at }
      if (answer.kind !== 'found') return failed(answer.problem)
      const read = readPage(parsePage(row, answer.body), from)
      if (!read.ok) return unreadable(area, read.where)
      const { rows, next, beyond } = read.value
      if (beyond === null) return { ok: true, value: { rows, next }, at: answer.at }
      if (empty === mostEmpty) return unreadable(area, 'version.max, which moves on without a row')
      from = beyond
    }
  }
  return {
    under: async (row, consignmentId, name, after, signal) =>
      vendId.safeParse(consignmentId).success
        ? page(row, 'consignments', `consignments/${consignmentId}/${name}`, after, signal)
        : unreadable('consignments', notAnId),
    list: async (row, area, after, signal) => {
      const answer = await page(row, area, area, after, signal)
      if (!answer.ok) return answer
      const { value, at } = answer
      if (value === null)
        return failed(
          badAnswer(
            link.host,
            area,
            `answered that it has no such list. Check the name of the store and the version of Vend's API in Stocktray's settings.`,
          ),
        )
      return { ok: true, value: { rows: latestById(value.rows), next: value.next }, at }
    },
    one: async (row, area, id, signal) => {
      if (!vendId.safeParse(id).success) return unreadable(area, notAnId)
      const answer = await ask(link, { area, path: `${area}/${id}`, params: {} }, signal)
      if (answer.kind === 'missing') return { ok: true, value: null, at: answer.at }
      if (answer.kind !== 'found') return failed(answer.problem)
      const read = parseOne(row, answer.body)
      return read.ok ? { ok: true, value: read.value, at: answer.at } : unreadable(area, read.where)
    },
  }
}

function failed(problem: VendProblem) {
  return { ok: false, problem } as const
}
