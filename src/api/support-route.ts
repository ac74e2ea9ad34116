import { Hono } from 'hono'
import type { Desk } from './desk'
import { refuse } from './refusal'

/** What support needs, as a file to save; also while no engine runs. */
export function supportRoute(desk: Desk | null) {
  return new Hono().get('/support-bundle', (context) => {
    if (desk === null) return refuse(context, nowhere)
    return context.body(desk.supportBundle(), 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="stocktray-support.json"',
    })
  })
}

const nowhere = {
  kind: 'obstacle',
  text: 'The file for support is written with: stocktray support-bundle FILE',
} as const
