import { connectors } from '../../src/warehouse/registry'
import { itKeepsTheContract } from './contract/keeps-the-contract'
import { kinds, stands } from './contract/stands'

for (const kind of kinds) itKeepsTheContract(stands[kind], connectors[kind].capabilities)
