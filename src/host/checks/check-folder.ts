import type { Whereabouts } from '../../ledger/whereabouts'
import type { Check } from './finding'

const caution = 'In case it still runs where it was, stop it there: two for one shop are not supported.'

/** Whether the ledger stands where the last engine left it. */
export function checkFolder(whereabouts: Whereabouts): Check {
  const name = 'folder'
  switch (whereabouts) {
    case 'same':
      return { name, status: 'ok', text: 'The ledger stands where Stocktray left it.' }
    case 'moved':
      return {
        ...{ name, status: 'attention' },
        text: `The folder was moved, copied or put back from a backup since Stocktray last ran. ${caution} There is nothing else to do: from the next start on each document is looked for in the warehouse before it is sent.`,
      }
    case 'moved-before':
      return {
        ...{ name, status: 'ok' },
        text: `The folder was moved, copied or put back from a backup at some time: each document is looked for in the warehouse before it is sent. ${caution}`,
      }
  }
}
