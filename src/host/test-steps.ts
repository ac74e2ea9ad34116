import { connect, openWebhookReader, type App } from '../app'
import type { WarehousePort } from '../core/ports/warehouse'
import type { VendPort } from '../core/ports/vend'
import type { TestStep } from '../core/test-step'
import { counting } from '../core/words'
import type { WebhookReader } from '../vend/webhook-list'
import { askVend, whySilent } from './checks/ask-vend'
import { askWarehouse } from './checks/ask-warehouse'
import { checkAccount } from './checks/check-account'
import { checkBudget } from './checks/check-budget'
import { checkLocations } from './checks/check-locations'
import { checkOutlets } from './checks/check-outlets'
import { checkToken } from './checks/check-token'
import { notChecked, type Check } from './checks/finding'
import { impatientClock } from './checks/impatient-clock'
import type { Listening } from './open-listener'
import { realClock } from './real-world'
import type { Or, Shop } from './shop-folder'
import { testWayIn } from './test-way-in'

/** For all the answers of one side, ms. */
const patienceMs = 60_000

export type TestBench = {
  readonly shop: Shop
  readonly app: Pick<App, 'register' | 'tested'>
  /** The listener and the way in, or why they could not be opened. */
  readonly opened: Or<{ readonly listening: Listening }>
  /** Whether it goes on listening when the test is over. */
  readonly goesOn: boolean
}

/**
 * The Test button: asks Vend, the warehouse and our own address, registers the webhook, and keeps what came of it. Each
 * step comes when it is done; all are made, also after one that failed.
 */
export async function* runTest(bench: TestBench, signal: AbortSignal): AsyncGenerator<TestStep> {
  const failed: string[] = []
  for await (const step of steps(bench, signal)) {
    if (step.status === 'failed') failed.push(step.name)
    yield step
  }
  yield save(bench.app, failed)
}

async function* steps({ shop, ...bench }: TestBench, signal: AbortSignal): AsyncGenerator<TestStep> {
  const { settings, secrets } = shop
  const { clock, gaveUp } = impatientClock(realClock)
  const within = AbortSignal.any([signal, AbortSignal.timeout(2 * patienceMs), gaveUp])
  const connected = connect(settings, secrets, clock)
  let isVendWell = false
  if (!connected.ok) yield { name: 'warehouse', status: 'failed', text: connected.text }
  else {
    const { vend, warehouse } = connected.connections
    for await (const step of vendSteps(shop, vend, openWebhookReader(settings, secrets, clock), within)) {
      if (step.name === 'token') isVendWell = step.status === 'ok'
      yield step
    }
    yield* warehouseSteps(shop, warehouse, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]))
  }
  yield* testWayIn({ shop, ...bench, isVendWell }, signal)
}

async function* vendSteps(
  { settings }: Shop,
  vend: VendPort,
  reader: WebhookReader,
  signal: AbortSignal,
): AsyncGenerator<TestStep> {
  const answers = await askVend(vend, reader, realClock, signal)
  const { outlets } = answers
  const silence = [outlets, answers.consignments, answers.products].find(
    (answer) => !answer.ok && ['unreachable', 'limited', 'cancelled'].includes(answer.problem.kind),
  )
  if (silence && !silence.ok) {
    const text = whySilent(answers) === 'rate budget' ? checkBudget(answers.budget, null).text : silence.problem.text
    yield { name: 'token', status: 'failed', text, unreachable: true }
  } else yield stepOf('token', checkToken(answers))
  if (outlets.ok) {
    const names = outlets.value.map(({ name }) => name).join(', ')
    yield { name: 'outlets', status: 'ok', text: `${counting(outlets.value.length, 'outlet')} can be read: ${names}.` }
  } else yield unseen('outlets', 'token')
  yield stepOf('mapped outlets', checkOutlets(settings.outlets, outlets, 'token'))
}

async function* warehouseSteps(
  { settings }: Shop,
  warehouse: WarehousePort,
  signal: AbortSignal,
): AsyncGenerator<TestStep> {
  const { account, locations } = await askWarehouse(warehouse, signal)
  const { name } = warehouse.capabilities
  if (account.kind === 'retry') yield { name: 'warehouse', status: 'failed', text: account.text, unreachable: true }
  else yield stepOf('warehouse', checkAccount(account, name))
  if (locations.kind === 'ok') yield stepOf('locations', checkLocations(settings.outlets, locations, name))
  else if (account.kind === 'ok') yield { name: 'locations', status: 'failed', text: locations.text, unreachable: true }
  else yield unseen('locations', 'warehouse')
}

function save(app: Pick<App, 'tested'>, failed: readonly string[]): TestStep {
  try {
    app.tested(failed)
    return { name: 'saved', status: 'ok', text: 'What this test found is kept on the disk.' }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { name: 'saved', status: 'failed', text: `The disk does not take it (${why}). See: stocktray doctor` }
  }
}

function unseen(name: TestStep['name'], see: TestStep['name']): TestStep {
  return stepOf(name, notChecked(name, see))
}

/** `attention` is a thing to see to, and no reason why it would not work. */
function stepOf(name: TestStep['name'], { status, text, unreachable, unknown }: Check): TestStep {
  if (unknown) return { name, status: 'skipped', text }
  return { name, status: status === 'broken' ? 'failed' : 'ok', text, ...(unreachable && { unreachable }) }
}
