/**
 * Options of Node with which a program dies, as in a power cut, at its write number `writes` + 1 below a folder: opening to
 * write, writing, syncing, renaming or removing a file. What SQLite writes does not count.
 */
export function dyingAfter(writes: number, folder: string): readonly string[] {
  const code = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    let left = ${writes.toString()}
    const ours = new Set()
    const isBelow = (path) => String(path).startsWith(${JSON.stringify(folder)})
    const watch = (name, counts) => {
      const real = fs[name]
      fs[name] = (...args) => {
        if (counts(...args) && (left -= 1) < 0) process.kill(process.pid, 'SIGKILL')
        return real(...args)
      }
    }
    const open = fs.openSync
    fs.openSync = (path, flags, ...more) => {
      const file = open(path, flags, ...more)
      if (isBelow(path)) ours.add(file)
      return file
    }
    for (const name of ['renameSync', 'rmSync', 'unlinkSync', 'mkdirSync', 'chmodSync']) watch(name, isBelow)
    watch('openSync', (path, flags) => isBelow(path) && typeof flags === 'string' && flags !== 'r')
    for (const name of ['writeFileSync', 'writeSync', 'fsyncSync']) watch(name, (file) => ours.has(file) || isBelow(file))
    syncBuiltinESMExports()`
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}
