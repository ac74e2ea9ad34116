import { connectors, type WarehouseKind } from '../../src/warehouse/registry'
import { itKeepsTheContract } from './contract/keeps-the-contract'
import { stands } from './contract/stands'

const kinds: { readonly [Kind in WarehouseKind]: Kind } = { http: 'http', odoo: 'odoo' }

for (const kind of Object.values(kinds)) itKeepsTheContract(stands[kind], connectors[kind].capabilities)
