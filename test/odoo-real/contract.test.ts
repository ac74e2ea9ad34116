import { odooConnector } from '../../src/warehouse/odoo/connector'
import { itKeepsTheContract } from '../warehouse/contract/keeps-the-contract'
import { startStandOver } from '../warehouse/odoo/contract-stand'
import type { OdooUnderTest } from '../warehouse/odoo/odoo-under-test'
import { openRealOdooUnderTest } from './real-odoo-under-test'

let odoo: Promise<OdooUnderTest> | null = null

const realOdoo = {
  name: 'a real Odoo',
  start: async () => startStandOver(await (odoo ??= openRealOdooUnderTest())),
}

// A document of 501 lines takes a real server half a minute.
itKeepsTheContract(realOdoo, odooConnector.capabilities, { timeout: 300_000 })
