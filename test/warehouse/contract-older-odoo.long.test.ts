import { odooConnector } from '../../src/warehouse/odoo/connector'
import { itKeepsTheContract } from './contract/keeps-the-contract'
import { odooOf } from './contract/stands'

// 14 is the oldest that has what we need, and 17 the first that says `quantity` and `picked`.
for (const version of [14, 17] as const) itKeepsTheContract(odooOf(version), odooConnector.capabilities)

// Between them, what may differ from one to the next is how a document is written.
for (const version of [15, 16, 18] as const)
  itKeepsTheContract(odooOf(version), odooConnector.capabilities, {
    only: ['what it can take', 'what is booked', 'what is refused'],
  })
