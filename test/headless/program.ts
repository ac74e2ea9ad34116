import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const program = join(import.meta.dirname, '..', '..', 'dist', 'headless', 'stocktray.js')

export type Answered = {
  /** null: a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A command that runs until it is told to stop. */
export type Started = {
  readonly ended: Promise<Answered>
  /** Resolves when it has written this to stdout or stderr; rejects when it ends before. Answers stdout. */
  says(text: string | RegExp): Promise<string>
  signal(name: NodeJS.Signals): void
  /** Reads no more of its stdout, as `head` does when it has seen enough. */
  leave(): void
  /** As a power cut does; harmless when it has ended. */
  kill(): Promise<void>
}

export type ProgramOptions = { readonly nodeOptions?: readonly string[] }

/** Runs the built command to its end. */
export function runProgram(words: readonly string[], options?: ProgramOptions): Promise<Answered> {
  return startProgram(words, options).ended
}

export function startProgram(words: readonly string[], { nodeOptions = [] }: ProgramOptions = {}): Started {
  const child = spawn(process.execPath, [...nodeOptions, program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  const listeners = new Set<() => void>()
  const hear = (side: 'out' | 'err') => (chunk: string) => {
    said[side] += chunk
    for (const listener of listeners) listener()
  }
  child.stdout.setEncoding('utf8').on('data', hear('out'))
  child.stderr.setEncoding('utf8').on('data', hear('err'))
  const ended = endOf(child).then((code) => ({ code, ...said }))
  return {
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const all = said.out + said.err
          if (typeof text === 'string' ? !all.includes(text) : !text.test(all)) return
          listeners.delete(look)
          resolve(said.out)
        }
        listeners.add(look)
        look()
        void ended.then(({ code, out, err }) => {
          reject(new Error(`It ended with ${String(code)} and never said “${String(text)}”:\n${out}${err}`))
        })
      }),
    signal: (name) => void child.kill(name),
    leave: () => void child.stdout.destroy(),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    // "close", not "exit": only then is everything that it wrote here.
    child.once('close', (code) => resolve(code))
  })
}
