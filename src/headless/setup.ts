import { readFileSync } from 'node:fs'
import type { Notice } from '../core/ports/warehouse'
import type { Settings } from '../core/settings'
import { counting } from '../core/words'
import { checkSetup, keepSetup } from '../host/set-up'
import { problemLine, type InputProblem } from '../settings/problems'
import { readJson } from '../settings/read-json'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { sayJson } from './output'
import { keysInFiles } from '../settings/sealing'

export const setupCommand: CommandDefinition = {
  usage: 'setup',
  group: 'Set up and run',
  about: 'check a file of settings, test both connections, and keep them',
  options: [
    { flags: '--file <file>', about: 'the settings, as JSON (the README shows one)', required: true },
    {
      flags: '--no-test',
      about: 'keep them without asking Vend and the warehouse; outlets and locations must be ids',
    },
  ],
  act: (context, _words, { file, test }) =>
    setup(context, { file: typeof file === 'string' ? file : '', test: test !== false }),
}

/** Checks a set-up file, tests both connections, and keeps settings and secrets: all of it or nothing. */
export async function setup(context: CommandContext, given: { file: string; test: boolean }): Promise<ExitCode> {
  const { dataDir, output, signal } = context
  const refuse = (problems: readonly InputProblem[]): ExitCode => {
    for (const problem of problems) output.err(problemLine(problem))
    return exitCodes.wrongInput
  }
  const text = textOf(given.file)
  if (text === null)
    return refuse([{ path: '', text: `${given.file} cannot be read. Does it exist, and may you read it?` }])
  const json = readJson(text)
  if (!json.ok) return refuse(json.problems)
  const answer = await checkSetup({ dataDir, keys: keysInFiles }, json.value, given, signal)
  if (!answer.ok && answer.kind === 'wrong') return refuse(answer.problems)
  if (!answer.ok) {
    output.err(`${answer.text} Nothing was saved.`)
    return exitCodes.unreachable
  }
  const { checked } = answer
  const obstacle = keepSetup({ dataDir, keys: keysInFiles }, checked)
  for (const warning of checked.warnings) output.err(warning)
  if (obstacle !== null) {
    output.err(obstacle)
    return exitCodes.needsYou
  }
  const { settings, authorizedKey, notices } = checked
  if (context.json) sayJson(output, { dataDir, settings, ...(authorizedKey !== null && { authorizedKey }) })
  else
    [...summary(settings, dataDir, given.test), ...forServer(settings, authorizedKey), ...soon(notices)].forEach(
      output.out,
    )
  return exitCodes.done
}

function forServer({ realTime: { ssh } }: Settings, line: string | null): string[] {
  if (ssh === null || line === null) return []
  return [`On ${ssh.host}, this line belongs into .ssh/authorized_keys of the user ${ssh.user}:`, line]
}

function soon(notices: readonly Notice[]): string[] {
  return notices.map(({ text }) => `Soon: ${text}`)
}

/** null: it cannot be read. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return null
  }
}

function summary(
  { vend, outlets, sendStockAdjustments, watchChosen, from }: Settings,
  dataDir: string,
  tested: boolean,
): string[] {
  return [
    `Vend: ${vend.store}${tested ? ', it answers' : ''}`,
    ...outlets.map(({ outlet, location }) => `Outlet ${outlet.name} → location ${location.name}`),
    sendStockAdjustments
      ? `${watchChosen === undefined ? 'Sent' : 'Watched'} is what happens from ${from === null ? 'the first sync on' : new Date(from).toISOString()}.`
      : 'Sending is switched off: set "sendStockAdjustments" to true when you are ready.',
    ...(watchChosen === undefined ? [] : ['Stocktray only watches: nothing is sent until: stocktray go-live']),
    `${counting(outlets.length, 'outlet')} set up in ${dataDir}. Next: stocktray sync --dry-run --data ${dataDir}`,
  ]
}
