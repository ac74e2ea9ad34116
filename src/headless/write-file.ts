import { existsSync } from 'node:fs'
import { writeDurably } from '../settings/durable-file'
import type { CommandContext } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { sayJson } from './output'

export type Target = { readonly file: string; readonly force: boolean }

/** Why a file may not be written: there is one already, and nobody said that it may go. null: it may. */
export function whyNotWritten({ file, force }: Target): string | null {
  if (file === '') return 'Name the file to write.'
  return existsSync(file) && !force
    ? `${file} is there already. Choose another name, or write over it with --force.`
    : null
}

/** Writes it whole or not at all, for this user alone, and says so. */
export function writeAside(
  { output, json }: CommandContext,
  { file, force }: Target,
  { text, said }: { readonly text: string; readonly said: string },
): ExitCode {
  // It may have come into being meanwhile.
  const obstacle = whyNotWritten({ file, force })
  if (obstacle !== null) {
    output.err(obstacle)
    return exitCodes.wrongInput
  }
  try {
    writeDurably(file, text)
  } catch (error) {
    output.err(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
    return exitCodes.wrongInput
  }
  if (json) sayJson(output, { file })
  else output.out(said)
  return exitCodes.done
}
