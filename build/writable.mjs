import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Why nothing can be written to a folder, in one sentence; null when it can. Makes the folder.
 * Asking the file system for rights is no answer: it knows nothing of read-only disks.
 *
 * @param {string} folder
 * @returns {string | null}
 */
export function whyNotWritable(folder) {
  const probe = join(folder, `.probe-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(probe, '')
    rmSync(probe)
    return null
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return `Nothing can be written to ${folder} (${cause}): move the project to a folder of your own and try again.`
  }
}
