/** Where a command writes: what was asked for to `out`, what went wrong to `err`. */
export type Output = {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Beside them, one line that is written over; null wipes it. Absent where nobody sees it move. */
  readonly moving?: (line: string | null) => void
}

/** Back to the line's beginning, and what stood there is gone. */
const wipe = '\r\u001b[2K'
let moves = false

export const terminal: Output = {
  out: (line) => void process.stdout.write(`${aside()}${line}\n`),
  err: (line) => void process.stderr.write(`${aside()}${line}\n`),
  ...(process.stderr.isTTY && {
    moving: (line: string | null) => {
      moves = line !== null
      // What is wider than the terminal would not be written over.
      process.stderr.write(wipe + (line ?? '').slice(0, process.stderr.columns - 1))
    },
  }),
}

/** Other lines do not stand behind the moving one, which comes again with its next step. */
function aside(): string {
  if (!moves) return ''
  moves = false
  return wipe
}

/**
 * Whoever read along may stop before the end, as `head` does, and Node would make a fault of it. The command goes on
 * instead, for what it has begun in Vend or the warehouse must not be cut off, and says the rest to nobody.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
}

export function say(output: Output, lines: readonly string[]): void {
  for (const line of lines) output.out(line)
}

/** One JSON value, and nothing else, on `out`. */
export function sayJson(output: Output, value: unknown): void {
  output.out(JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? one.toString() : one), 2))
}
