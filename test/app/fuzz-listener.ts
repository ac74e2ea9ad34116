import { connect } from 'node:net'
import { openListener } from '../../src/app'
import { receivePayload } from '../fixtures/vend-samples'
import { randomFrom, type Random } from '../simulation/random'
import { residentMb } from '../vend/memory'
import { hmac, mutatedBytes, pathSecret } from '../vend/mutated-webhook'

export type Fuzzed = {
  /** How many were answered with 204, and how many at all. */
  readonly letIn: number
  readonly answered: number
  /** What was let in and should not have been: the first few. */
  readonly wrong: readonly string[]
  /** By how much resident memory grew after the first tenth, MB. */
  readonly grownMb: number
  /** What a webhook as it should be is answered afterwards. */
  readonly after: number
}

const clientSecret = 'client secret'
const body = Buffer.from(new URLSearchParams({ payload: receivePayload, type: 'consignment.receive' }).toString())
const path = `/hooks/vend/${pathSecret}`
const atOnce = 16

/** Sends the real listener so many mutated requests, byte for byte, each over a connection of its own. */
export async function fuzzListener(
  requests: number,
  { seed, signed }: { readonly seed: number; readonly signed: boolean },
): Promise<Fuzzed> {
  const random = randomFrom(seed)
  const secrets = {
    ...{ webhookPath: pathSecret, vendClientSecret: signed ? clientSecret : null },
    vendClientSecretBefore: null,
  }
  let heard = 0
  const hearing = { hear: (ids: readonly string[]) => (heard += ids.length), refused: () => undefined }
  const listener = await openListener(0, () => secrets, hearing, { now: () => 0 })
  const wrong: string[] = []
  let [letIn, answered, sent, warmMb, allowed] = [0, 0, 0, 0, 0]
  const goOn = async (): Promise<void> => {
    for (; sent < requests;) {
      sent += 1
      if (sent === Math.floor(requests / 10)) warmMb = residentMb()
      const bytes = mutatedCall(random)
      const answers = await send(listener.port, bytes)
      if (answers.length > 0) answered += 1
      const in204 = answers.filter((status) => status === 204).length
      letIn += in204
      const mayCome = mayComeIn(bytes, signed)
      if (mayCome) allowed += callsIn(bytes)
      if (in204 > 0 && !mayCome && wrong.length < 5) wrong.push(bytes.toString('latin1'))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, goOn))
  const [after = 0] = await send(listener.port, callOf('hex'))
  // One that is heard may be cut off before its answer, by what comes behind it on its connection.
  if (heard > allowed + 1) wrong.push(`${heard.toString()} were heard, of ${allowed.toString()} that may come in`)
  const grownMb = residentMb() - warmMb
  await listener.close()
  return { letIn, answered, wrong, grownMb, after }
}

/** A webhook as Vend sends it, with a signature that fits. */
function callOf(as: 'hex' | 'base64'): Buffer {
  const head = [
    ...[`POST ${path} HTTP/1.1`, 'Host: stock.example', 'Content-Type: application/x-www-form-urlencoded'],
    ...[`X-Signature: signature=${hmac(clientSecret, body, as)},algorithm=HMAC-SHA256`],
    `Content-Length: ${body.length.toString()}`,
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}

function mutatedCall(random: Random): Buffer {
  let bytes = callOf(random.pick(['hex', 'base64'] as const))
  for (let changes = random.between(0, 4); changes > 0; changes -= 1) bytes = Buffer.from(mutatedBytes(random, bytes))
  return random.chance(0.1) ? Buffer.concat([bytes, bytes]) : bytes
}

/** Whoever is let in has sent the path with its secret, and where it is signed, the very bytes and what they are signed with. */
function mayComeIn(bytes: Buffer, signed: boolean): boolean {
  const isSigned = (['hex', 'base64'] as const).some((as) => holds(bytes, hmac(clientSecret, body, as)))
  return bytes.includes(path) && (!signed || (isSigned && bytes.includes(body)))
}

function callsIn(bytes: Buffer): number {
  return bytes.toString('latin1').split(path).length - 1
}

/** In capitals or small letters, and with or without the sign that base64 is filled up with. */
function holds(bytes: Buffer, signature: string): boolean {
  const text = bytes.toString('latin1')
  const bare = signature.replace(/=$/, '')
  return text.includes(bare) || text.toLowerCase().includes(bare.toLowerCase())
}

/** The status of every answer until the connection ends. */
function send(port: number, bytes: Buffer): Promise<number[]> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes)
      // Whoever hangs up at once hears no answer; one that does not at all is waited for.
      void afterTurns(20).then(() => socket.end())
    })
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve([...heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))))
  })
}

/** Turns of the event loop, which the listener lives in too. */
async function afterTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
