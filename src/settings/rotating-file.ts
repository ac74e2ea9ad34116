import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

export type RotatingFile = {
  /** False: the disk does not take it, and nothing of the line is there. Never throws. */
  append(line: string): boolean
  close(): void
}

export type RotatingFileOptions = {
  readonly folder: string
  /** The newest lines stand in `<name>.log`, older ones in `<name>.1.log`, `<name>.2.log` and so on. */
  readonly name: string
  /** Of one file, at most. */
  readonly bytes: number
  /** How many there are at most, the newest included: all of them take up at most `files × bytes`. */
  readonly files: number
}

/**
 * Lines in files of a limited size, for this user alone; a new file pushes the oldest out. Each line is handed to the
 * system before `append` returns, so that a process that is killed has written what it told; only a power cut may lose
 * the last ones.
 */
export function openRotatingFile({ folder, name, bytes, files }: RotatingFileOptions): RotatingFile {
  const path = (number: number) => join(folder, number === 0 ? `${name}.log` : `${name}.${number.toString()}.log`)
  let file: number | null = null

  const close = () => {
    const open = file
    file = null
    try {
      if (open !== null) closeSync(open)
    } catch {
      // Whatever the disk says now, nothing more is written there.
    }
  }
  const open = (): number => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    file = openSync(path(0), 'a+', 0o600)
    return file
  }
  const rotate = () => {
    close()
    const old = new RegExp(`^${name}\\.(\\d+)\\.log$`)
    for (const one of readdirSync(folder)) {
      const number = old.exec(one)?.[1]
      if (number !== undefined && Number(number) >= files - 1) rmSync(join(folder, one))
    }
    if (files === 1) rmSync(path(0))
    for (let number = files - 2; number >= 0; number -= 1)
      if (existsSync(path(number))) renameSync(path(number), path(number + 1))
    return open()
  }
  const place = (length: number): { readonly to: number; readonly size: number } => {
    // Somebody may have tidied the folder up: what was deleted under our hands is begun anew.
    if (file !== null && fstatSync(file).nlink === 0) close()
    let to = file ?? open()
    if (fstatSync(to).size + length > bytes) to = rotate()
    return { to, size: fstatSync(to).size }
  }
  return {
    append: (line) => {
      try {
        const wanted = Buffer.from(line)
        if (wanted.length + 1 > bytes) return false
        const { to, size } = place(wanted.length + 1)
        const whole = endsTorn(to, size) ? Buffer.concat([Buffer.from('\n'), wanted]) : wanted
        if (writeWhole(to, whole, size)) return true
        close()
        return false
      } catch {
        close()
        return false
      }
    },
    close,
  }
}

/** Whether a line before was cut off, by a power cut say. */
function endsTorn(file: number, size: number): boolean {
  if (size === 0) return false
  const last = Buffer.alloc(1)
  readSync(file, last, 0, 1, size - 1)
  return last[0] !== 0x0a
}

/** A full disk may take a part: that part is taken back. */
function writeWhole(file: number, bytes: Buffer, sizeBefore: number): boolean {
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
    return true
  } catch {
    ftruncateSync(file, sizeBefore)
    return false
  }
}
