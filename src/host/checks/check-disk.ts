import { rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { diskFullText } from '../../core/stoppage'
import { writeDurably } from '../../settings/durable-file'
import type { Check } from './finding'

const megabyte = 1024 * 1024
const enough = 500 * megabyte
const hardlyAny = 50 * megabyte

/** Whether there is room, and whether a file can be written here and put on the disk for good; it is gone afterwards. */
export function checkDisk(dataDir: string): Check {
  const probe = join(dataDir, `doctor.${process.pid.toString()}`)
  try {
    writeDurably(probe, 'Stocktray looks whether it can write here.')
  } catch (error) {
    return { name: 'disk', status: 'broken', text: whyNot(dataDir, codeOf(error)) }
  } finally {
    remove(probe)
  }
  return judgeRoom(roomOn(dataDir))
}

/** Where nothing could be written there may be nothing that can be looked at, either. */
function remove(probe: string): void {
  try {
    rmSync(probe, { force: true })
  } catch {
    return
  }
}

/** In bytes; null: not every kind of disk tells. */
function roomOn(dataDir: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dataDir)
    return bavail * bsize
  } catch {
    return null
  }
}

/** `free` in bytes; null: not known. */
export function judgeRoom(free: number | null): Check {
  const name = 'disk'
  if (free === null)
    return { name, status: 'ok', text: 'The folder can be written. How much room there is, this disk does not tell.' }
  const room = `${sizeInWords(free)} of room`
  if (free >= enough) return { name, status: 'ok', text: `The folder can be written, and there is ${room}.` }
  const text = `There is only ${room} left on this disk. When it is full Stocktray stops, and catches up once there is room: no stock is lost. Delete what you do not need, or move it elsewhere.`
  return { name, status: free < hardlyAny ? 'broken' : 'attention', text }
}

function whyNot(dataDir: string, code: string): string {
  const nothingLost = 'Stocktray cannot work so, and nothing is sent that it could not note down.'
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFullText
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `Stocktray may not write to ${dataDir}. ${nothingLost} Run it as the user who set it up, or give this user the right to write there.`
    default:
      return `Nothing can be written to ${dataDir} (${code}). ${nothingLost} Check the disk.`
  }
}

function sizeInWords(bytes: number): string {
  const gigabytes = bytes / megabyte / 1024
  return gigabytes >= 1
    ? `${gigabytes.toFixed(gigabytes < 10 ? 1 : 0)} GB`
    : `${Math.floor(bytes / megabyte).toString()} MB`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}
