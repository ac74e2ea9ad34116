import { z } from 'zod'
import type { App } from '../app'
import { linesIn } from '../core/lines-in'
import { testSteps, type TestStep } from '../core/test-step'
import { counting } from '../core/words'
import { ask, sayRefusal, type Client } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withEngineOrApp } from './office'
import { hearingOf } from '../host/listening-acts'
import { openListener } from '../host/open-listener'
import type { Shop } from '../host/shop-folder'
import { runTest } from '../host/test-steps'

export const testCommand: CommandDefinition = {
  usage: 'test',
  group: 'Set up and run',
  about: 'try Vend, the warehouse, the way in and the webhook, step by step, and have Vend call us',
  act: (context) => testConnections(context),
}

/** The Test button: by the engine that runs, or else with a listener and a way in that are open for the test alone. */
export function testConnections(context: CommandContext): Promise<ExitCode> {
  return withEngineOrApp(
    context,
    (client) => testByEngine(context, client),
    (app, shop) => testAlone(context, app, shop),
  )
}

async function testByEngine(context: CommandContext, client: Client): Promise<ExitCode> {
  const answer = await client.api.test.$post()
  if (answer.ok) return tell(context, stepsIn(answer))
  return sayRefusal(context.output, refusalSchema.parse(await ask(Promise.resolve(answer))))
}

async function testAlone(context: CommandContext, app: App, shop: Shop): Promise<ExitCode> {
  const opened = await openListener(shop, hearingOf(app))
  try {
    return await tell(context, runTest({ shop, app, opened, goesOn: false }, context.signal))
  } finally {
    if (opened.ok) await opened.listening.close()
  }
}

const words = { ok: 'ok', failed: 'FAILED', skipped: '-' } as const satisfies Record<TestStep['status'], string>
const widest = Math.max(...testSteps.map(({ length }) => length))

/** A line each as it comes. */
async function tell({ output, json, signal }: CommandContext, steps: AsyncIterable<TestStep>): Promise<ExitCode> {
  const all: TestStep[] = []
  for await (const step of steps) {
    all.push(step)
    const { name, status, text } = step
    output.out(
      json ? JSON.stringify({ name, status, text }) : `${name.padEnd(widest)}  ${words[status].padEnd(6)}  ${text}`,
    )
  }
  if (signal.aborted) {
    output.err('Stopped before it was done.')
    return exitCodes.needsYou
  }
  const failed = all.filter(({ status }) => status === 'failed')
  if (!json) {
    const sum = `${counting(failed.length, 'step')} failed: ${failed.map(({ name }) => name).join(', ')}. Put it right, and test again.`
    output.out(failed.length === 0 ? '\nAll is well.' : `\n${sum}`)
  }
  if (failed.some(({ unreachable }) => unreachable)) return exitCodes.unreachable
  return failed.length === 0 ? exitCodes.done : exitCodes.needsYou
}

const stepSchema = z.object({
  name: z.enum(testSteps),
  status: z.enum(['ok', 'failed', 'skipped']),
  text: z.string(),
  unreachable: z.literal(true).optional(),
})
const refusalSchema = z.object({ kind: z.enum(['wrong', 'obstacle', 'unreachable']), text: z.string() })
const lineSchema = z.union([stepSchema, z.object({ kind: z.string(), text: z.string() })])

/** The steps of an answer, as they come in. */
async function* stepsIn(answer: { readonly body: ReadableStream<Uint8Array> | null }): AsyncGenerator<TestStep> {
  for await (const line of linesIn(textOf(answer))) yield stepOf(line)
}

async function* textOf({ body }: { readonly body: ReadableStream<Uint8Array> | null }): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const bytes of body ?? []) yield decoder.decode(bytes, { stream: true })
}

function stepOf(line: string): TestStep {
  const read = lineSchema.parse(JSON.parse(line))
  if ('kind' in read) throw new Error(read.text)
  const { unreachable, ...step } = read
  return { ...step, ...(unreachable && { unreachable }) }
}
