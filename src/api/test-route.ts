import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import type { TestStep } from '../core/test-step'
import { refuse } from './refusal'

/** Runs the test, and gives each step when it is done. */
export type RunTest = () => AsyncIterable<TestStep>

/** The Test button: one JSON object a line, each sent as its step is done; the last one ends it. */
export function testRoute(run: RunTest | null) {
  return new Hono().post('/test', (context) => {
    if (run === null) return refuse(context, { kind: 'obstacle', text: 'This Stocktray cannot test its connections.' })
    context.header('content-type', 'application/x-ndjson')
    return stream(
      context,
      async (out) => {
        for await (const step of run()) await out.write(`${JSON.stringify(step)}\n`)
      },
      async (error, out) => {
        await out.write(`${JSON.stringify({ kind: 'fault', text: error.message })}\n`)
      },
    )
  })
}
