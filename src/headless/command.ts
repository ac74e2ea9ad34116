import type { HistoryDocument } from '../core/app-state'
import { exitCodes, type ExitCode } from './exit-codes'
import type { Output } from './output'
import { readShop, type Shop } from '../host/shop-folder'
import { keysInFiles } from '../settings/sealing'

/** What every command is given. */
export type CommandContext = {
  readonly dataDir: string
  readonly json: boolean
  readonly output: Output
  /** Aborts when the person stops the command. */
  readonly signal: AbortSignal
}

/** Under which heading `--help` lists a command. */
export type CommandGroup = 'Set up and run' | 'See how things stand' | 'Decide what waits for you' | 'Take it along'

/** A command as the command line offers it. */
export type CommandDefinition = {
  /** "retry <id>" */
  readonly usage: string
  readonly group: CommandGroup
  readonly about: string
  /** More about it, for its own `--help`. */
  readonly more?: string
  readonly options?: readonly { readonly flags: string; readonly about: string; readonly required?: true }[]
  readonly act: (
    context: CommandContext,
    words: readonly string[],
    options: Readonly<Record<string, unknown>>,
  ) => Promise<ExitCode>
}

/** Runs `work` on the folder's settings, or says why there are none. */
export async function withShop(
  { dataDir, output }: CommandContext,
  work: (shop: Shop) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  const read = readShop({ dataDir, keys: keysInFiles })
  if (read.ok) return work(read.shop)
  output.err(read.text)
  return exitCodes.wrongInput
}

/** What became of documents that were to go now. `problem`: what keeps us from the warehouse. */
export function exitOf(documents: readonly HistoryDocument[], problem: string | null): ExitCode {
  if (documents.every(({ status }) => status === 'delivered')) return exitCodes.done
  return problem === null ? exitCodes.needsYou : exitCodes.unreachable
}
