import { z } from 'zod'
import { decodeUtf8 } from './decode-utf8'
import { readJson } from './read-json'
import { vendId } from './schema'
import { hasSignature, isSigned, sameSecret } from './webhook-signature'

export type WebhookRequest = {
  readonly method: string
  /** With or without a query, as it came. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The raw bytes: the signature is over them. */
  readonly body: Uint8Array
}

export type WebhookKeys = {
  /** The unguessable end of the path; while it is empty, nothing is let in. */
  readonly pathSecret: string
  /** Of the OAuth application, the old one too while it is being changed; empty where webhooks are not signed. */
  readonly clientSecrets: readonly string[]
}

/** `type`: what the sender calls the event, null when it did not say. */
export type Webhook =
  | { readonly ok: true; readonly kind: 'consignment'; readonly consignmentId: string; readonly type: string | null }
  /** Vend's test button; its ids are made up. */
  | { readonly ok: true; readonly kind: 'test' }
  /** Another event, such as a sale: nothing to do. */
  | { readonly ok: true; readonly kind: 'other'; readonly type: string | null }
  | WebhookRefusal

export type WebhookRefusal = {
  readonly ok: false
  readonly status: 404 | 405 | 415 | 413 | 401 | 400
  readonly text: string
}

export const webhookPath = '/hooks/vend/'
/** In bytes; Vend's largest known payload is some two kilobytes. */
export const largestWebhook = 64 * 1024

/**
 * Judges a call from the outside in, before a byte of its body was read: path, method, type, the size it states, and
 * whether there is a signature at all where there has to be one. null: its body may come. Never throws.
 */
export function refuseHead(head: Omit<WebhookRequest, 'body'>, keys: WebhookKeys): WebhookRefusal | null {
  if (!isAddressed(head.path, keys.pathSecret)) return refused(404, 'There is nothing here.')
  if (head.method !== 'POST') return refused(405, 'Webhooks come as POST.')
  if (!isForm(headerOf(head, 'content-type'))) return refused(415, 'Webhooks come as a URL-encoded form.')
  if (Number(headerOf(head, 'content-length') ?? '0') > largestWebhook) return tooLarge
  if (secretsOf(keys).length > 0 && !hasSignature(headerOf(head, 'x-signature'))) return unsigned
  return null
}

/**
 * Reads one webhook call, from the outside in: its head, its size, the signature over the raw bytes, and only then what
 * it says. Never throws, whatever comes. Format: https://x-series-api.lightspeedhq.com/docs/webhooks
 */
export function readWebhook(request: WebhookRequest, keys: WebhookKeys): Webhook {
  const refusal = refuseHead(request, keys)
  if (refusal) return refusal
  if (request.body.byteLength > largestWebhook) return tooLarge
  const secrets = secretsOf(keys)
  if (secrets.length > 0 && !isSigned(headerOf(request, 'x-signature'), request.body, secrets)) return unsigned
  return readForm(request.body)
}

/** An empty secret would let anybody sign. */
function secretsOf({ clientSecrets }: WebhookKeys): readonly string[] {
  return clientSecrets.filter((secret) => secret !== '')
}

function isAddressed(path: string, secret: string): boolean {
  const [bare = ''] = path.split('?')
  const given = bare.startsWith(webhookPath) ? bare.slice(webhookPath.length) : ''
  return sameSecret(given, secret) && secret !== ''
}

function isForm(contentType: string | null): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset='))
  return (
    type.trim() === 'application/x-www-form-urlencoded' &&
    (charset === undefined || /^charset="?utf-8"?$/.test(charset))
  )
}

/** The one value of a header; null when it is missing or stands there twice. */
function headerOf({ headers }: Pick<WebhookRequest, 'headers'>, name: string): string | null {
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])
  return values.length === 1 ? (values[0] ?? null) : null
}

const anyEvent = z.record(z.string(), z.unknown())

function readForm(body: Uint8Array): Webhook {
  const text = decodeUtf8(body)
  if (text === null) return refused(400, 'The form is not UTF-8.')
  const form = new URLSearchParams(text)
  const [payload, ...more] = form.getAll('payload')
  if (payload === undefined || more.length > 0) return refused(400, 'The form must have one field “payload”.')
  const json = readJson(payload)
  const event = anyEvent.safeParse(json.ok ? json.value : null)
  if (!event.success) return refused(400, 'The payload is not a JSON object.')
  if (Object.hasOwn(event.data, 'TEST')) return { ok: true, kind: 'test' }
  const type = readType(form.get('type'))
  const given = event.data.consignment_id ?? null
  if (given === null && !type?.startsWith('consignment.')) return { ok: true, kind: 'other', type }
  const id = vendId.safeParse(given)
  if (!id.success) return refused(400, 'The payload names no consignment.')
  return { ok: true, kind: 'consignment', consignmentId: id.data, type }
}

function readType(type: string | null): string | null {
  return type !== null && /^[a-z_]{1,32}\.[a-z_]{1,32}$/.test(type) ? type : null
}

function refused(status: WebhookRefusal['status'], text: string): WebhookRefusal {
  return { ok: false, status, text }
}

const tooLarge = refused(413, 'This is larger than any webhook of Vend.')
const unsigned = refused(401, 'The signature is missing or does not fit.')
