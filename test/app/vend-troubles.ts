import type { AppState } from '../../src/core/app-state'
import type { Fault, FaultAnswer } from '../../src/sample/scripted-faults'

/** What of the API is in trouble. */
export const places = {
  'the whole of Vend': /^GET /,
  'the list of movements': /\/consignments$/,
  'the lines': /\/consignments\/[^/]+\/products$/,
  'the list of products': /\/api\/[^/]+\/products$/,
} as const
export type Place = keyof typeof places

export type Trouble = {
  readonly what: string
  readonly answer: FaultAnswer
  readonly when?: Fault['when']
  readonly timeoutMs?: number
  /** What the app says meanwhile: once of Vend, or of each movement that it keeps from being read. */
  readonly says: RegExp
  /** `away`: ask again. `unreadable`: it answers, and not as documented. `shut`: nothing else would be answered either. */
  readonly kind: 'away' | 'unreadable' | 'shut'
  /** Where it is said of Vend as a whole; "offline", unless given. */
  readonly shape?: AppState['shape']
}

const away = { kind: 'away' } as const
const unreadable = { kind: 'unreadable' } as const
export const troubles: readonly Trouble[] = [
  { what: '500', answer: { status: 500 }, says: /has trouble of its own \(it answered 500\)/, ...away },
  {
    what: 'a gateway’s 502',
    answer: { status: 502, body: '<html>Bad gateway</html>' },
    says: /it answered 502/,
    ...away,
  },
  { what: '503', answer: { status: 503 }, says: /it answered 503/, ...away },
  { what: '504', answer: { status: 504 }, says: /it answered 504/, ...away },
  { what: 'torn connections', answer: 'drop', says: /cannot be reached: the connection broke/, ...away },
  { what: 'answers that break off', answer: 'cut', says: /cannot be reached: the connection broke/, ...away },
  {
    what: 'silence',
    answer: { wait: new Promise(() => undefined) },
    timeoutMs: 30,
    says: /cannot be reached: it took too long to answer/,
    ...away,
  },
  {
    what: '429 without end',
    answer: { status: 429, headers: { 'retry-after': '60' } },
    says: /keeps asking us to wait/,
    kind: 'shut',
  },
  { what: 'a page of the guest network', answer: 'html', says: /sent a web page instead of data/, ...unreadable },
  {
    what: 'half a JSON text',
    when: 'after',
    answer: { rewrite: (text) => text.slice(0, text.length / 2) },
    says: /sent data that cannot be read, perhaps cut off/,
    ...unreadable,
  },
  {
    what: 'another shape',
    answer: { status: 200, body: '{"consignments":[],"pagination":{}}' },
    says: /sent something Stocktray does not understand/,
    ...unreadable,
  },
  { what: '204', answer: { status: 204 }, says: /answered 204/, ...unreadable },
  {
    what: 'a move to another address',
    answer: { status: 308, headers: { location: 'http://127.0.0.1:9/api/2026-07/consignments' } },
    says: /sent us on to another address/,
    ...unreadable,
  },
  { what: 'a refused question', answer: { status: 400 }, says: /did not accept the question \(400\)/, ...unreadable },
  {
    what: 'a 404 of a gateway',
    answer: { status: 404, body: '<html>No such host</html>' },
    says: /answered 404 with a page that is not Vend's/,
    ...unreadable,
  },
  {
    what: 'a cursor that stands still',
    when: 'after',
    answer: { rewrite: (text) => text.replace(/"version":\{"min":\d+,"max":\d+\}/, '"version":{"min":1,"max":1}') },
    says: /does not move on/,
    ...unreadable,
  },
  {
    what: 'a token that is no longer taken',
    answer: { status: 401 },
    says: /does not accept the access token: .* Nothing has been read since/,
    shape: 'signed-out',
    kind: 'shut',
  },
  {
    what: 'a right that was taken away',
    answer: { status: 403 },
    says: /does not let the access token read .* Nothing has been read since/,
    shape: 'signed-out',
    kind: 'shut',
  },
]

export const oneOfEach = troubles.filter(({ what }) =>
  ['503', 'half a JSON text', 'a right that was taken away'].includes(what),
)
