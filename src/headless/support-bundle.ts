import { mostBundled } from '../api/support-bundle'
import { makeSupportBundle, nothingTold, type Told } from '../host/support-bundle'
import { keysInFiles } from '../settings/sealing'
import { ask } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withReadings } from './office'
import { whyNotWritten, writeAside, type Target } from './write-file'

export const supportBundleCommand: CommandDefinition = {
  usage: 'support-bundle <file>',
  group: 'Take it along',
  about: 'write one file for support: how things stand, the history and the log, without any key or token',
  more: 'It is a text that you can read before you give it away. Store, SKUs, names of outlets and quantities stand in it.',
  options: [{ flags: '--force', about: 'write over a file that is there already' }],
  act: (context, [file = ''], { force }) => writeSupportBundle(context, { file, force: force === true }),
}

/** Writes what support needs; also of a folder whose ledger or settings cannot be read, for then it is needed most. */
export async function writeSupportBundle(context: CommandContext, target: Target): Promise<ExitCode> {
  const { dataDir, output } = context
  const obstacle = whyNotWritten(target)
  if (obstacle !== null) {
    output.err(obstacle)
    return exitCodes.wrongInput
  }
  const text = makeSupportBundle({ dataDir, keys: keysInFiles }, await toldTo(context))
  return writeAside(context, target, {
    text,
    said: `What support needs is in ${target.file}. No key or token stands in it; have a look before you send it.`,
  })
}

async function toldTo(context: CommandContext): Promise<Told> {
  const problems: string[] = []
  let found: Omit<Told, 'problems'> = nothingTold
  const quiet = { out: () => undefined, err: (line: string) => problems.push(line) }
  try {
    await withReadings({ ...context, output: quiet }, async ({ api }) => {
      const state = await ask(api.state.$get())
      const recent = await ask(api.recent.$get({ query: { last: mostBundled.documents.toString() } }))
      const moments = await ask(api.moments.$get({ query: { last: mostBundled.moments.toString() } }))
      found = {
        state,
        recent: 'kind' in recent ? nothingTold.recent : recent,
        moments: 'kind' in moments ? [] : moments,
      }
      return exitCodes.done
    })
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  }
  return { ...found, problems }
}
