import { homedir } from 'node:os'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import type { CommandContext } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { doctor } from './doctor/doctor'
import { terminal } from './output'
import { listMatches, match, unmatch } from './match'
import { retry } from './retry'
import { run } from './run'
import { setup } from './setup'
import { whyNotAFolder } from './shop-folder'
import { history, status } from './status'
import { dryRun, sync } from './sync'

type Options = { data: string; json?: boolean }

/** The `stocktray` command: what stands after its name, answered with an exit code. */
async function main(args: readonly string[]): Promise<ExitCode> {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort())
  let code: ExitCode = exitCodes.done
  const program = new Command('stocktray')
    .description('Copies every stock adjustment made in Vend into your warehouse system, exactly once.')
    .exitOverride()
    .showHelpAfterError('(stocktray --help says more)')

  const command = (
    name: string,
    description: string,
    act: (context: CommandContext, ...given: string[]) => Promise<ExitCode>,
  ) =>
    program
      .command(name)
      .description(description)
      .option('--data <dir>', 'the folder of settings and ledger', join(homedir(), '.stocktray'))
      .option('--json', 'answer as JSON')
      .action(async (...given: unknown[]) => {
        const words = given.filter((one): one is string => typeof one === 'string')
        const options = given.find((one): one is Options => typeof one === 'object' && one !== null && 'data' in one)
        const context = {
          dataDir: options?.data ?? '',
          json: options?.json ?? false,
          output: terminal,
          signal: stop.signal,
        }
        const obstacle = whyNotAFolder(context.dataDir)
        if (obstacle !== null) terminal.err(`--data: ${obstacle}`)
        code = obstacle === null ? await act(context, ...words) : exitCodes.wrongInput
      })

  let file = ''
  let noTest = false
  command('setup', 'check a file of settings, test both connections, and keep them', (context) =>
    setup(context, { file, test: !noTest }),
  )
    .requiredOption('--file <file>', 'the settings, as JSON (the README shows one)')
    .option('--no-test', 'keep them without asking Vend and the warehouse; outlets and locations must be ids')
    .hook('preAction', (_program, acting) => {
      const { file: given, test } = acting.opts<{ file: string; test: boolean }>()
      file = given
      noTest = !test
    })
  let dry = false
  command('sync', 'look at Vend once, and deliver what waits', (context) => (dry ? dryRun(context) : sync(context)))
    .option('--dry-run', 'only show what would be sent')
    .hook('preAction', (_program, acting) => {
      dry = acting.opts<{ dryRun?: boolean }>().dryRun ?? false
    })
  command('run', 'keep Vend and the warehouse together until stopped', run)
  command('status', 'say how things stand, and what needs you', status)
  command('history', 'list every document, oldest first', history)
  let remove = false
  command(
    'match [sku] [item]',
    'say which item of the warehouse a Vend SKU means; alone, list what is matched and what waits',
    (context, ...given) => {
      const [sku, item] = given
      if (sku === undefined) return listMatches(context)
      if (remove) return unmatch(context, sku)
      if (item !== undefined) return match(context, sku, item)
      context.output.err(`Say what “${sku}” is in the warehouse, too: its code there, or id: and its id.`)
      return Promise.resolve(exitCodes.wrongInput)
    },
  )
    .option('--remove', 'take the match of this SKU back')
    .hook('preAction', (_program, acting) => {
      remove = acting.opts<{ remove?: boolean }>().remove ?? false
    })
  command('retry <id>', 'try one document again, now', (context, id = '') => retry(context, id))

  command(
    'doctor',
    'check clock, disk, network, token, webhook and what else Stocktray stands on; changes nothing',
    (context) => doctor(context),
  )

  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongInput
    throw error
  }
}

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
