import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { logFolderOf } from '../../settings/log'
import type { Check } from './finding'

/** Whether the log can be written; Stocktray goes on without it, so that nothing else would say. */
export function checkLog(dataDir: string): Check {
  const name = 'log'
  const folder = logFolderOf(dataDir)
  try {
    if (!existsSync(folder)) return { name, status: 'ok', text: `The log begins in ${folder} once Stocktray runs.` }
    accessSync(folder, constants.W_OK)
    if (statSync(folder).isDirectory()) return { name, status: 'ok', text: `The log is written to ${folder}.` }
  } catch {
    // Said below.
  }
  return {
    ...{ name, status: 'attention' },
    text: `The log cannot be written to ${folder}. Stock is not touched by that, but what went wrong can then not be found out later. Make it a folder that this user may write to.`,
  }
}
