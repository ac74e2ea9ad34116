import { z } from 'zod'
import { odooConnector } from '../../../src/warehouse/odoo/connector'
import { startFaultProxy, type ProxiedRequest } from '../../fakes/fault-proxy'
import type { ConnectorWorld } from '../../../src/warehouse/connector'
import type { Stand } from '../contract/stand'
import { bookedIn, onHandIn } from './odoo-books'
import type { NewItem, OdooUnderTest } from './odoo-under-test'

const clock = { now: () => Date.parse('2026-11-23T08:00:00Z'), sleep: () => Promise.resolve() }

/** An Odoo, fake or real, behind a line on which anything may happen. */
export async function startStandOver(odoo: OdooUnderTest): Promise<Stand> {
  const proxy = await startFaultProxy(odoo.url)
  const { database, login, apiKey } = odoo
  const open = (key = apiKey, world: Partial<ConnectorWorld> = {}) => {
    const settings = { kind: 'odoo', url: proxy.url, database, login }
    const opened = odooConnector.open(settings, { apiKey: key }, { clock, ...world })
    if (!opened.ok) throw new Error(opened.text)
    return opened.port
  }
  const make = async (...items: readonly NewItem[]) => (await odoo.makeItems(items)).map(String)
  return {
    port: open(),
    fresh: (world) => open(apiKey, world),
    stranger: open('another-key-0000000000000000000000000000'),
    hasty: open(apiKey, { timeoutMs: odoo.soonMs }),
    token: apiKey,
    readsBack: true,
    own: { mostLines: null, longestReference: null, worksOnForMs: null },
    places: odoo.places,
    booked: (reference) => bookedIn(odoo, reference),
    onHand: (location, items) => onHandIn(odoo, location, items),
    know: async (...skus) => {
      const items = await make(...skus.map((sku) => ({ sku })))
      return new Map(skus.map((sku, index) => [sku, items[index] ?? '']))
    },
    knowBarcode: async (sku, barcode) => {
      await make({ sku, barcode })
    },
    stock: (location, item, pieces) => odoo.putOnHand(Number(location), Number(item), pieces),
    unfit: async (unfit, sku) => (await make({ sku, unfit }))[0] ?? '',
    archive: (item) => odoo.archive(Number(item)),
    ambiguous: async (sku) => {
      await make({ sku }, { sku })
      return true
    },
    gone: async (sku) => String(await odoo.gone(sku)),
    bookByHand: ({ reference, place }, item, part) => {
      const name = `VEND/${reference}${place.kind === 'stocktake' ? '/IN' : ''}${part === 1 ? '' : `/${part}`}`
      return odoo.transferByHand(name, Number(odoo.places.main), Number(item))
    },
    befall: async (which, ...faults) => {
      if (typeof which === 'number') {
        await Promise.all(faults.map((fault) => proxy.befallNth(which, fault)))
        return
      }
      const meant = which === 'the booking' ? books : (request: ProxiedRequest) => !writing.has(methodOf(request))
      await proxy.befall(meant, ...faults)
    },
    heal: proxy.heal,
    requests: () => proxy.heard.length,
    leave: proxy.close,
    close: async () => {
      await proxy.close()
      await odoo.close()
    },
  }
}

const writing: ReadonlySet<string> = new Set(['create', 'write', 'unlink', 'button_validate', 'action_cancel'])

function books(request: ProxiedRequest): boolean {
  return methodOf(request) === 'button_validate'
}

const rpc = z.object({ params: z.object({ service: z.string(), method: z.string(), args: z.array(z.unknown()) }) })

/** Of a model, over either of Odoo's interfaces. */
function methodOf({ path, body }: ProxiedRequest): string {
  if (!path.endsWith('/jsonrpc')) return path.split('/').at(-1) ?? ''
  const { service, method, args } = rpc.parse(JSON.parse(body)).params
  return service === 'object' ? String(args[4]) : method
}
