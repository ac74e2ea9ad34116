import { existsSync } from 'node:fs'
import { writeDurably, writeDurablyAsItComes } from '../settings/durable-file'
import { isEngineGone } from './client'
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
export async function writeAside(
  { output, json }: CommandContext,
  { file, force }: Target,
  { text, said }: { readonly text: string | AsyncIterable<Uint8Array>; readonly said: string },
): Promise<ExitCode> {
  // It may have come into being meanwhile.
  const obstacle = whyNotWritten({ file, force })
  if (obstacle !== null) {
    output.err(obstacle)
    return exitCodes.wrongInput
  }
  try {
    if (typeof text === 'string') writeDurably(file, text)
    else await writeDurablyAsItComes(file, text)
  } catch (error) {
    if (isEngineGone(error)) throw error
    output.err(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
    return exitCodes.wrongInput
  }
  if (json) sayJson(output, { file })
  else output.out(said)
  return exitCodes.done
}
