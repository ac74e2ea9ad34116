/** Where a command writes: what was asked for to `out`, what went wrong to `err`. */
export type Output = { readonly out: (line: string) => void; readonly err: (line: string) => void }

export const terminal: Output = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
}

export function say(output: Output, lines: readonly string[]): void {
  for (const line of lines) output.out(line)
}

/** One JSON value, and nothing else, on `out`. */
export function sayJson(output: Output, value: unknown): void {
  output.out(JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? one.toString() : one), 2))
}
