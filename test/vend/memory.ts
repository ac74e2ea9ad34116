import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Resident memory of this process in MB, once all that nobody holds is gone. */
export function residentMb(): number {
  collect()
  collect()
  return process.memoryUsage().rss / (1024 * 1024)
}

/** What this process holds on its heap in MB, once all that nobody holds is gone. */
export function heapMb(): number {
  collect()
  collect()
  return process.memoryUsage().heapUsed / (1024 * 1024)
}
