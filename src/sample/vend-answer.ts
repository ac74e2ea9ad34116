import type { Context } from 'hono'
import { writeExactJson } from './exact-json'
import type { SampleBindings } from './scripted-faults'
import type { ShopMemory } from './shop-memory'
import type { ShopConsignment } from './shop-record'
import { notFound, type VendRefusal } from './vend-refusal'

export type VendContext = Context<SampleBindings>

export function answer(context: VendContext, value: unknown, status: 200 | 201 = 200): Response {
  return context.body(writeExactJson(value), status, { 'content-type': 'application/json' })
}

const names: Readonly<Record<VendRefusal['status'], string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
}

export function refuse(context: VendContext, { status, message }: VendRefusal, more: object = {}): Response {
  const body = writeExactJson({ error: names[status], message, ...more })
  return context.body(body, status, { 'content-type': 'application/json' })
}

/** The consignment that the path names, or 404; a deleted one is not there. */
export function withConsignment(
  { consignments }: ShopMemory,
  context: VendContext,
  then: (consignment: ShopConsignment) => Response,
): Response {
  const found = consignments.get(context.req.param('id') ?? '')
  return found?.deletedAt === null ? then(found) : refuse(context, notFound('The consignment does not exist'))
}
