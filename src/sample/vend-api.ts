import { Hono } from 'hono'
import type { Allowance } from './rate-limiter'
import type { SampleBindings, ScriptedFaults } from './scripted-faults'
import { workBehindTheScenes } from './change-status'
import type { ShopMemory } from './shop-memory'
import { refuse, type VendContext } from './vend-answer'
import { catalogueRoutes } from './vend-catalogue-routes'
import { consignmentRoutes } from './vend-consignment-routes'
import { lineRoutes } from './vend-line-routes'
import { oldWebhookRoutes, webhookRoutes } from './vend-webhook-routes'
import type { WebhookSender } from './webhook-sender'

export type VendDesk = {
  readonly memory: ShopMemory
  readonly sender: WebhookSender
  readonly faults: ScriptedFaults
  /** "GET /consignments/{id}/products" → how often it was answered. */
  readonly calls: Map<string, number>
  /** Requests that came, whatever became of them. */
  readonly requests: { count: number }
  readonly token: () => string
  readonly takeCall: (registers: number) => Allowance
}

/** A version is "2.0" or dated; a dated one that Vend has retired is served by the oldest, which here is the same. */
const versions = String.raw`:version{2\.0|\d{4}-\d{2}}`
/** Quarterly, and supported for a year: https://x-series-api.lightspeedhq.com/docs/versioning-strategy */
const supported = ['2025-10', '2026-01', '2026-04', '2026-07']

/** The shop's API: who asks, how often, and then what. */
export function vendApi(desk: VendDesk): Hono<SampleBindings> {
  const app = new Hono<SampleBindings>()
  app.use(async (context, next) => {
    desk.requests.count += 1
    await next()
    if (!context.res.headers.has('x-hono-already-sent')) context.header('date', httpDate(desk.memory.clock.now()))
  })
  app.use(desk.faults.middleware)
  app.use(async (context, next) => {
    const refusal = admit(desk, context)
    if (refusal) return refusal
    count(desk.calls, context)
    workBehindTheScenes(desk.memory)
    await next()
    return undefined
  })
  app.route(`/api/${versions}`, consignmentRoutes(desk.memory))
  app.route(`/api/${versions}`, lineRoutes(desk.memory))
  app.route(`/api/${versions}`, catalogueRoutes(desk.memory))
  app.route(`/api/${versions}`, webhookRoutes(desk))
  app.route('/api', oldWebhookRoutes(desk))
  app.notFound((context) => refuse(context, { status: 404, message: 'No such resource' }))
  return app
}

function admit({ memory, token, takeCall }: VendDesk, context: VendContext): Response | null {
  const { switches } = memory
  if (context.req.header('authorization') !== `Bearer ${token()}`)
    return refuse(context, { status: 401, message: 'The access token is missing, wrong or expired' })
  if (switches.userAgent === 'required' && !/^[\w-]+\/[\w.-]+/.test(context.req.header('user-agent') ?? ''))
    return refuse(context, { status: 400, message: 'The header User-Agent must say who calls' })
  if (switches.registers !== null) {
    const { allowed, limit, remaining, endsAt } = takeCall(switches.registers)
    if (switches.limitTold) {
      context.header('x-ratelimit-limit', limit.toString())
      context.header('x-ratelimit-remaining', remaining.toString())
    }
    if (!allowed) return tooMany(memory, context, endsAt)
  }
  const dated = /^\/api\/(\d{4}-\d{2})\//.exec(context.req.path)?.[1]
  if (switches.otherVersions === 'refused' && dated !== undefined && !supported.includes(dated))
    return refuse(context, { status: 404, message: 'No such resource' })
  const area = /^\/api\/[^/]+\/([a-z]+)/.exec(context.req.path)?.[1]
  if (switches.webhookForms === 'old' && area === 'webhooks')
    return refuse(context, { status: 404, message: 'No such resource' })
  if (switches.forbidden.some((one) => one === area))
    return refuse(context, { status: 403, message: 'The access token lacks the scope for this' })
  return null
}

function tooMany({ switches, clock }: ShopMemory, context: VendContext, endsAt: number): Response {
  const until = httpDate(Math.ceil(endsAt / 1_000) * 1_000)
  const seconds = Math.ceil((endsAt - clock.now()) / 1_000).toString()
  if (switches.retryAfter === 'date') context.header('retry-after', until)
  if (switches.retryAfter === 'seconds') context.header('retry-after', seconds)
  const more = switches.retryAfter === 'body' ? { 'retry-after': until } : {}
  return refuse(context, { status: 429, message: 'Rate limiting enforced' }, more)
}

function count(calls: Map<string, number>, { req }: VendContext): void {
  const path = req.path
    .replace(/^\/api(\/(2\.0|\d{4}-\d{2}))?/, '')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')
  const name = `${req.method} ${path}`
  calls.set(name, (calls.get(name) ?? 0) + 1)
}

/** "Wed, 15 Jul 2020 15:04:05 GMT" */
function httpDate(time: number): string {
  return new Date(time).toUTCString()
}
