import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ProgramOptions, Started } from './program'

/** A trouble of the PC that a program runs on, which comes and goes. */
export type Trouble = {
  /** What the program is to be started with. */
  readonly options: ProgramOptions
  // Each resolves when the program has noticed.
  begin(program: Started): Promise<void>
  end(program: Started): Promise<void>
}

const sqlite = join(import.meta.dirname, '..', '..', 'node_modules', '@photostructure', 'sqlite', 'dist', 'index.mjs')

/** While the disk is full, SQLite undoes what would be committed and says so, as it does itself. */
export function fullDisk(): Trouble {
  // https://sqlite.org/rescode.html#full
  return atSignals(`
    import { DatabaseSync } from ${JSON.stringify(pathToFileURL(sqlite).href)}
    const real = DatabaseSync.prototype
    // SQLite's own functions cannot be replaced.
    DatabaseSync.prototype = Object.create(real, { exec: { value: function (sql) {
      if (!here || sql !== 'COMMIT') return real.exec.call(this, sql)
      real.exec.call(this, 'ROLLBACK')
      throw Object.assign(new Error('database or disk is full'), { errcode: 13 })
    } } })`)
}

/** Meanwhile the clock is so many ms ahead. */
export function clockSet(ms: number): Trouble {
  return atSignals(`
    const real = Date.now
    Date.now = () => real() + (here ? ${ms.toString()} : 0)`)
}

function atSignals(code: string): Trouble {
  const whole = `
    let here = false
    ${code}
    for (const [signal, now] of [['SIGUSR2', true], ['SIGWINCH', false]])
      process.on(signal, () => {
        here = now
        process.stderr.write(now ? ${JSON.stringify(begun)} : ${JSON.stringify(ended)})
      })`
  const send = (signal: NodeJS.Signals, answer: string) => async (program: Started) => {
    program.signal(signal)
    await program.says(answer)
  }
  return {
    options: { nodeOptions: ['--import', `data:text/javascript,${encodeURIComponent(whole)}`] },
    begin: send('SIGUSR2', begun),
    end: send('SIGWINCH', ended),
  }
}

const begun = 'The trouble is here.\n'
const ended = 'The trouble is over.\n'
