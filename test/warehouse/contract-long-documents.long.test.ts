import { connectors } from '../../src/warehouse/registry'
import { itKeepsTheContract } from './contract/keeps-the-contract'
import { kinds, stands } from './contract/stands'

for (const kind of kinds.filter((one) => connectors[one].capabilities.stocktake.mostLines !== null))
  itKeepsTheContract(stands[kind], connectors[kind].capabilities, {
    only: ['what cuts a long document off'],
    timeout: 300_000,
  })
