import type { Clock } from '../core/ports/world'
import { appendToDocumentFile, readDocumentFile } from './document-file'
import { sampleItems, sampleLocations } from './sample-catalogue'
import { scriptedFaults, type Fault } from './scripted-faults'
import { serveOnLoopback } from './serve-on-loopback'
import { warehouseApi } from './warehouse-api'
import {
  openWarehouseBooks,
  type BookedDocument,
  type Shelf,
  type WarehouseItem,
  type WarehouseLocation,
} from './warehouse-books'

export type SampleWarehouseOptions = {
  readonly token: string
  /** The sample catalogue, unless given. */
  readonly items?: readonly WarehouseItem[]
  readonly locations?: readonly WarehouseLocation[]
  /** True: a reference or key that is known is refused (409). False: it is booked again, every time. */
  readonly refusesRepeats?: boolean
  /** Keeps booked documents there, one JSON object a line, and starts with those that it finds. */
  readonly file?: string
  readonly clock?: Pick<Clock, 'now'>
  /** Any free one, unless given. */
  readonly port?: number
}

export type SampleWarehouse = {
  readonly url: string
  onHand(): readonly Shelf[]
  /** What all documents together changed, by location and SKU; what cancels out is left out. */
  changes(): readonly Shelf[]
  /** Oldest first. */
  documents(): readonly BookedDocument[]
  /** It knows this SKU from now on. */
  addItem(item: WarehouseItem): void
  changeToken(token: string): void
  fail(...faults: readonly Fault[]): void
  heal(): void
  close(): Promise<void>
}

/** Opens a warehouse with a memory, speaking the plain JSON of `"kind": "http"` on 127.0.0.1. */
export async function openSampleWarehouse(options: SampleWarehouseOptions): Promise<SampleWarehouse> {
  const { file, clock = Date, refusesRepeats = true, locations = sampleLocations } = options
  const items = [...(options.items ?? sampleItems)]
  const books = openWarehouseBooks(items, locations, () => clock.now())
  if (file !== undefined) readDocumentFile(file).forEach((document) => books.restore(document))
  const faults = scriptedFaults()
  let token = options.token
  const app = warehouseApi({
    books,
    items,
    locations,
    faults,
    refusesRepeats,
    token: () => token,
    keep: (document) => {
      if (file !== undefined) appendToDocumentFile(file, document)
    },
  })
  const server = await serveOnLoopback(app, options.port)
  return {
    url: server.url,
    onHand: () => books.onHand(),
    changes: () => books.changes(),
    documents: () => books.documents,
    addItem: (item) => void items.push(item),
    changeToken: (next) => {
      token = next
    },
    fail: (...troubles) => faults.fail(...troubles),
    heal: () => faults.heal(),
    close: () => server.close(),
  }
}
