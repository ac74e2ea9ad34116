import type { Database } from '../../src/ledger/database'

export type SlowDisk = {
  /** Lets every commit take so many ms longer from now on, as on a disk that needs them for its fsync. */
  slowBy(ms: number): void
}

/** Of transactions; to be put on before the database is used. The process waits as it does for a real disk. */
export function slowDisk(database: Database): SlowDisk {
  const exec = database.exec.bind(database)
  const nobody = new Int32Array(new SharedArrayBuffer(4))
  let slower = 0
  const slowExec: Database['exec'] = (sql) => {
    exec(sql)
    if (sql === 'COMMIT' && slower > 0) Atomics.wait(nobody, 0, 0, slower)
  }
  Object.defineProperty(database, 'exec', { value: slowExec, configurable: true })
  return {
    slowBy: (ms) => {
      slower = ms
    },
  }
}
