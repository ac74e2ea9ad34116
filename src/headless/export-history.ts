import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withReadings } from './office'
import { whyNotWritten, writeAside, type Target } from './write-file'

export const exportCommand: CommandDefinition = {
  usage: 'export',
  group: 'Take it along',
  about: 'write the history as a table for a spreadsheet',
  more: 'A row for each line of each document, oldest first; times are in UTC.',
  options: [
    { flags: '--csv <file>', about: 'the file to write', required: true },
    { flags: '--force', about: 'write over a file that is there already' },
  ],
  act: (context, _words, { csv, force }) =>
    exportHistory(context, { file: typeof csv === 'string' ? csv : '', force: force === true }),
}

/** Writes the history as CSV. */
export async function exportHistory(context: CommandContext, target: Target): Promise<ExitCode> {
  const obstacle = whyNotWritten(target)
  if (obstacle !== null) {
    context.output.err(obstacle)
    return exitCodes.wrongInput
  }
  return withReadings(context, async (client) => {
    const { body } = await client.api['history.csv'].$get()
    if (body === null) throw new Error('The history came without any content.')
    return writeAside(context, target, { text: body, said: `The history is in ${target.file}.` })
  })
}
