import type { Notice, WarehouseAnswer } from '../../core/ports/warehouse'
import { notChecked, type Check } from './finding'

/** Whether the warehouse accepts our key, and what it wants seen to in time. */
export function checkAccount(answer: WarehouseAnswer<readonly Notice[]>, warehouse: string): Check {
  const name = 'warehouse account'
  switch (answer.kind) {
    case 'retry':
      return notChecked(name, 'network')
    case 'unauthorised':
      return { name, status: 'broken', text: answer.text, unreachable: true }
    case 'ok':
      if (answer.value.length === 0) return { name, status: 'ok', text: `${warehouse} accepts the key.` }
      return { name, status: 'attention', text: answer.value.map(({ text }) => text).join(' ') }
  }
}
