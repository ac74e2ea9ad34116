import { homedir } from 'node:os'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { approveCommand } from './approve'
import type { CommandDefinition } from './command'
import { disconnectCommand } from './disconnect'
import { dismissCommand } from './dismiss'
import { exitCodes, type ExitCode } from './exit-codes'
import { doctorCommand } from './doctor/doctor'
import { exportCommand } from './export-history'
import { historyCommand } from './history'
import { matchCommand } from './match'
import { outliveReaders, terminal } from './output'
import { pauseCommand } from './pause'
import { goLiveCommand } from './go-live'
import { resumeCommand } from './resume'
import { retryCommand } from './retry'
import { rollWebhookCommand } from './roll-webhook'
import { runCommand } from './run'
import { setupCommand } from './setup'
import { whyNotAFolder } from '../host/shop-folder'
import { settleCommand } from './settle'
import { statusCommand } from './status'
import { supportBundleCommand } from './support-bundle'
import { syncCommand } from './sync'
import { testCommand } from './test-connections'
import { traceCommand } from './trace'
import { undoCommand } from './undo'

/** Table: every command, in the order of `--help`. */
const commands: readonly CommandDefinition[] = [
  ...[
    setupCommand,
    testCommand,
    syncCommand,
    runCommand,
    pauseCommand,
    resumeCommand,
    goLiveCommand,
    rollWebhookCommand,
    disconnectCommand,
  ],
  ...[statusCommand, historyCommand, traceCommand, doctorCommand],
  ...[retryCommand, approveCommand, dismissCommand, settleCommand, undoCommand, matchCommand],
  ...[exportCommand, supportBundleCommand],
]

/** The `stocktray` command: what stands after its name, answered with an exit code. */
async function main(args: readonly string[]): Promise<ExitCode> {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort())
  let code: ExitCode = exitCodes.done
  const program = new Command('stocktray')
    .description('Copies every stock adjustment made in Vend into your warehouse system, exactly once.')
    .exitOverride()
    .showHelpAfterError('(stocktray --help says more)')
    .addHelpText(
      'after',
      '\nEach command takes --data <dir> and --json; stocktray <command> --help says more.\nIt ends with 0 when done, 1 when something needs you, 2 when what you typed is wrong, 3 when Vend or the warehouse\ncannot be reached or refuses us.',
    )
  for (const { usage, group, about, more, options = [], act } of commands) {
    const command = program
      .command(usage)
      .description(about)
      .helpGroup(`${group}:`)
      .option('--data <dir>', 'the folder of settings and ledger', join(homedir(), '.stocktray'))
      .option('--json', 'answer as JSON')
    if (more !== undefined) command.addHelpText('after', `\n${more}`)
    for (const { flags, about: what, required } of options)
      if (required) command.requiredOption(flags, what)
      else command.option(flags, what)
    command.action(async () => {
      const given = command.opts<Readonly<Record<string, unknown>>>()
      const dataDir = typeof given.data === 'string' ? given.data : ''
      const context = { dataDir, json: given.json === true, output: terminal, signal: stop.signal }
      const obstacle = whyNotAFolder(dataDir)
      if (obstacle !== null) terminal.err(`--data: ${obstacle}`)
      code = obstacle === null ? await act(context, command.args, given) : exitCodes.wrongInput
    })
  }
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongInput
    throw error
  }
}

outliveReaders()
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    terminal.err(
      `Stocktray met a fault of its own and stopped: ${error instanceof Error ? error.message : String(error)}`,
    )
    process.exitCode = exitCodes.needsYou
  },
)
