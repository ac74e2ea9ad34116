import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { HistoryDocument } from '../core/app-state'
import { itemHoldCodes } from '../core/hold'
import { waysToGoLive } from '../core/watch'
import type { Engine } from '../engine/engine'
import { checked, idSchema, skuSchema } from './checked'
import { refuse } from './refusal'
import type { RunTest } from './test-route'

/** What the API works with, beside what it reads. */
export type Acting = {
  readonly engine: Engine
  /** Delivers what is due; may come back earlier where the engine goes on by itself. */
  readonly deliver: () => Promise<void>
  /**
   * Gives the webhook a new secret path, durably; the old one is let in no longer. Answers what Vend is to call from now
   * on, null where that is not known yet. Throws where the disk does not take it; the old one then holds.
   */
  readonly rollWebhook: () => string | null
  /** Aborts when the engine is told to stop. */
  readonly signal: AbortSignal
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Tests the connections; absent where nothing listens. */
  readonly test?: RunTest
}

/** What a person can do: each answers `done`, or a refusal after which nothing has changed. */
export function actingRoutes({ engine, deliver, rollWebhook, signal, now }: Acting) {
  /** Acts on a document, delivers what is due by then, and answers what became of it. */
  const act = async (context: Context, beginning: string, work: (id: string) => string | null) => {
    const found = engine.find(beginning)
    if (found.kind === 'none' || found.kind === 'several') return refuse(context, { kind: 'wrong', text: found.text })
    if (found.kind === 'hold') return refuse(context, { kind: 'obstacle', text: withoutDocument })
    const obstacle = work(found.id)
    if (obstacle !== null) return refuse(context, { kind: 'obstacle', text: obstacle })
    await deliver()
    return answer(context, found.id)
  }
  const answer = (context: Context, id: string) => {
    const document = engine.document(id)?.document ?? null
    return context.json({ kind: 'done' as const, id, document, problem: problemText() })
  }
  const problemText = () => engine.state().warehouseProblem?.text ?? null

  return new Hono()
    .post('/sync', async (context) => {
      const started = now()
      await engine.sync(signal)
      if (signal.aborted) return refuse(context, { kind: 'obstacle', text: cutOff })
      const documents = engine.history(started).filter(({ status }) => status !== 'withdrawn')
      return context.json({ kind: 'done' as const, state: engine.state(), documents })
    })
    .post('/pause', checked('json', pauseSchema), (context) => {
      const obstacle = engine.pause(context.req.valid('json').until)
      if (obstacle !== null) return refuse(context, { kind: 'wrong', text: obstacle })
      return context.json({ kind: 'done' as const, state: engine.state() })
    })
    .post('/resume', async (context) => {
      engine.resume()
      await deliver()
      return context.json({ kind: 'done' as const, state: engine.state() })
    })
    .post('/watch', (context) => {
      const obstacle = engine.watch()
      if (obstacle !== null) return refuse(context, { kind: 'obstacle', text: obstacle })
      return context.json({ kind: 'done' as const, state: engine.state() })
    })
    .post('/go-live', checked('json', goLiveSchema), async (context) => {
      const obstacle = await engine.goLive(context.req.valid('json').way, signal)
      if (obstacle !== null) return refuse(context, { kind: 'obstacle', text: obstacle })
      await deliver()
      return context.json({ kind: 'done' as const, state: engine.state() })
    })
    .post('/documents/:id/retry', checked('param', idSchema), (context) =>
      act(context, context.req.valid('param').id, (id) => engine.retry(id)),
    )
    .post('/documents/:id/approve', checked('param', idSchema), (context) =>
      act(context, context.req.valid('param').id, (id) => engine.approve(id)),
    )
    .post('/documents/:id/dismiss', checked('param', idSchema), checked('json', dismissSchema), (context) => {
      const found = engine.find(context.req.valid('param').id)
      if (found.kind === 'none' || found.kind === 'several') return refuse(context, { kind: 'wrong', text: found.text })
      const obstacle = engine.dismiss(found.id, context.req.valid('json').why)
      if (obstacle !== null) return refuse(context, { kind: 'obstacle', text: obstacle })
      return answer(context, found.id)
    })
    .get('/documents/:id/undo', checked('param', idSchema), async (context) => {
      const found = engine.find(context.req.valid('param').id)
      if (found.kind === 'none' || found.kind === 'several') return refuse(context, { kind: 'wrong', text: found.text })
      const preview = await engine.previewUndo(found.id, signal)
      if (preview.kind === 'obstacle') return refuse(context, preview)
      return context.json({ kind: 'done' as const, id: found.id, preview })
    })
    .post('/documents/:id/undo', checked('param', idSchema), async (context) => {
      const found = engine.find(context.req.valid('param').id)
      if (found.kind === 'none' || found.kind === 'several') return refuse(context, { kind: 'wrong', text: found.text })
      const undone = engine.undo(found.id)
      if (undone.kind === 'obstacle') return refuse(context, undone)
      await deliver()
      return answer(context, undone.id)
    })
    .post('/documents/:id/settle', checked('param', idSchema), checked('json', settleSchema), (context) =>
      act(context, context.req.valid('param').id, (id) => engine.settle(id, context.req.valid('json').arrived)),
    )
    .post('/matches', checked('json', matchSchema), async (context) => {
      const { sku, item } = context.req.valid('json')
      const matched = await engine.match(sku, item, signal)
      if (matched.kind !== 'done') return refuse(context, matched)
      const waited = new Set(waitingForItem(engine.history(), sku))
      await deliver()
      const documents = engine.history().filter(({ id }) => waited.has(id))
      return context.json({ kind: 'done' as const, text: matched.text, documents, problem: problemText() })
    })
    .post('/webhook/roll', (context) => {
      try {
        return context.json({ kind: 'done' as const, publicWebhook: rollWebhook() })
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        return refuse(context, {
          kind: 'obstacle',
          text: `The new address could not be saved; the old one still holds. ${why}`,
        })
      }
    })
    .delete('/matches', checked('query', z.object({ sku: skuSchema })), (context) => {
      const done = engine.unmatch(context.req.valid('query').sku)
      if (done.kind !== 'done') return refuse(context, done)
      return context.json({ kind: 'done' as const, text: done.text })
    })
}

/** ms since 1970; null: until somebody resumes. */
const pauseSchema = z.object({ until: z.number().int().min(0).nullable() })
const goLiveSchema = z.object({ way: z.enum(waysToGoLive) })
const dismissSchema = z.object({ why: z.string().trim().min(1, 'Say why, so that you can tell later.').max(1_000) })
const settleSchema = z.object({ arrived: z.boolean() })
const matchSchema = z.object({ sku: skuSchema, item: z.string().min(1).max(1_000) })

const cutOff = 'Stopped before it was done. Nothing is lost: run stocktray sync again.'
const withoutDocument =
  'It has no document that could be sent. Put right what it says, or leave it out with: stocktray dismiss ID --why "…"'

function waitingForItem(documents: readonly HistoryDocument[], sku: string): string[] {
  const waitsForItem = new Set<string>(itemHoldCodes)
  return documents
    .filter(({ status, lines }) => status === 'needs-you' && lines.some((line) => line.sku === sku))
    .filter(({ holds }) => holds.some(({ code }) => waitsForItem.has(code)))
    .map(({ id }) => id)
}
