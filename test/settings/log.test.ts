import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  mkdirSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogEntry } from '../../src/core/ports/log'
import type { Secrets } from '../../src/core/settings'
import { logFolderOf, openLog, type Log, type LogOptions } from '../../src/settings/log'
import { withoutRights } from '../fixtures/without-rights'

const secrets: Secrets = {
  vendToken: 'a+/"PLANTEDvendTOKENq7Xw93Lr&=%',
  vendClientSecretBefore: { secret: 'PLANTEDclientSECRETbeforeX3Lk90Qw', until: 1 },
  vendClientSecret: 'b+/"PLANTEDclientSECRETm2Zk84Tp&=%',
  warehouse: { token: 'c+/"PLANTEDwarehouseTOKENd5Vn61Hs&=%', apiKey: 'PLANTEDapiKEYw1Yb39Qe' },
  webhookPath: 'PLANTEDpathSECRETu8Rt52Jk-_x',
  sshKey: 'PLANTEDsshKEY+q7Lm/3Zt90',
  ngrokAuthToken: 'PLANTEDngrokTOKEN_x81Kd',
}
const all = [
  secrets.vendToken,
  secrets.vendClientSecret ?? '',
  secrets.vendClientSecretBefore?.secret ?? '',
  secrets.webhookPath,
  secrets.sshKey ?? '',
  secrets.ngrokAuthToken ?? '',
  ...Object.values(secrets.warehouse),
]

let dataDir: string
let log: Log
let now: number

const start = (options: Partial<LogOptions> = {}) =>
  openLog({ dataDir, secrets, clock: { now: () => now }, ...options })

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'stocktray-log-'))
  now = Date.UTC(2026, 10, 23, 14, 32)
  log = start()
})
afterEach(() => {
  log.close()
  rmSync(dataDir, { recursive: true })
})

const written = () => readFileSync(join(logFolderOf(dataDir), 'stocktray.log'), 'utf8')
const lines = () =>
  written()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const sent: LogEntry = { step: 'sent', consignment: 'c-1', document: 'd-1', reference: 'CAR-25', attempt: 1 }

describe('the log', () => {
  it('is one JSON object a line, with the time of the given clock', () => {
    log.tell(sent)
    now += 1_500
    log.tell({ step: 'trouble', side: 'warehouse', text: 'It does not answer.' })
    expect(lines()).toEqual([
      { level: 'info', time: '2026-11-23T14:32:00.000Z', ...sent },
      {
        ...{ level: 'warn', time: '2026-11-23T14:32:01.500Z' },
        ...{ step: 'trouble', side: 'warehouse', text: 'It does not answer.' },
      },
    ])
  })

  it('stands on the disk as soon as it is told: whoever looks beside it sees every line', () => {
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      log.tell({ ...sent, attempt })
      expect(lines()).toHaveLength(attempt)
    }
  })

  it('stays within its limit in all, and loses only its oldest lines', () => {
    log.close()
    log = start({ bytes: 2_000, files: 3 })
    for (let attempt = 1; attempt <= 300; attempt += 1) log.tell({ ...sent, attempt })
    const folder = logFolderOf(dataDir)
    const names = readdirSync(folder)
    expect(names.sort()).toEqual(['stocktray.1.log', 'stocktray.2.log', 'stocktray.log'])
    expect(names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThanOrEqual(6_000)
    expect(lines().at(-1)).toMatchObject({ attempt: 300 })
  })

  it('shortens what is beyond reading', () => {
    log.tell({ step: 'fault', text: 'x'.repeat(5_000) })
    const many = Array.from({ length: 250 }, (_, index) => `d-${index.toString()}`)
    const none = { kept: [], withdrawn: [], holds: [], ignores: [] }
    log.tell({ step: 'decided', consignment: 'c-1', cause: 'scan', version: '7', documents: many, ...none })
    const [fault, decided] = lines()
    expect(fault?.text).toBe(`${'x'.repeat(2_000)}…`)
    expect(decided?.documents).toEqual([...many.slice(0, 100), '… and 150 more'])
  })
})

describe('a log that cannot be written', () => {
  it('stops nobody, and says later how many lines are missing', () => {
    const folder = logFolderOf(dataDir)
    mkdirSync(folder)
    symlinkSync(
      process.platform === 'linux' ? '/dev/full' : join(dataDir, 'no', 'where'),
      join(folder, 'stocktray.log'),
    )
    log.tell(sent)
    log.tell(sent)
    rmSync(join(folder, 'stocktray.log'))
    log.tell({ ...sent, attempt: 3 })
    expect(lines()).toMatchObject([
      { level: 'warn', step: 'lost', lines: 2 },
      { step: 'sent', attempt: 3 },
    ])
  })

  it('because of its folder’s rights, neither', () => {
    chmodSync(dataDir, 0o500)
    withoutRights(() => {
      expect(() => log.tell(sent)).not.toThrow()
    })
    chmodSync(dataDir, 0o700)
    expect(existsSync(logFolderOf(dataDir))).toBe(false)
  })
})

/** Every spelling in which something could carry a secret into a text. */
const spellings: readonly ((secret: string) => string)[] = [
  (secret) => `The server said “${secret}”.`,
  (secret) => secret.toLowerCase(),
  (secret) => secret.toUpperCase(),
  (secret) => `Error: connect https://shop.example/?a=${encodeURIComponent(secret)}&b=1`,
  (secret) => new URLSearchParams({ payload: secret }).toString(),
  (secret) => JSON.stringify({ text: `${secret} in JSON` }),
  (secret) => JSON.stringify(JSON.stringify(secret)),
  (secret) => `cut off: ${Buffer.from(secret).toString('base64')}`,
  (secret) => Buffer.from(secret).toString('base64url'),
  (secret) => Buffer.from(secret).toString('hex'),
]

/** What nobody has told us is one, by what stands around it. */
const strangers: readonly string[] = [
  'Authorization: Bearer STRANGERtoken123',
  'authorization: STRANGERtoken123',
  '{"authorization":"Basic STRANGERtoken123=="}',
  'curl -H "Authorization: Token STRANGERtoken123"',
  'refused Bearer STRANGERtoken123, try again',
  'https://admin:STRANGERpass@stock.example/api',
  'odoo+https://STRANGERuser:p@ss:STRANGERpass@stock.example/api',
  'GET https://stock.example/x?access_token=STRANGERtoken123&page=2',
  'https://stock.example/hooks/vend/STRANGERpath-_123',
  '{"apiKey":"STRANGERkey123","url":"https://stock.example"}',
  'api_key=STRANGERkey123',
  "password: 'STRANGERpass'",
  'client_secret=STRANGERsecret',
  'X-Signature: signature=STRANGERsignature,algorithm=HMAC-SHA256',
]

describe('a secret', () => {
  it.each(spellings.map((spell) => [spell(all[0] ?? ''), spell] as const))(
    'never stands in the log: %s',
    (_, spell) => {
      for (const secret of all) {
        log.tell({ step: 'trouble', side: 'vend', text: spell(secret) })
        log.tell({ ...sent, reference: spell(secret) })
        log.tell({ step: 'person', did: 'dismiss', on: spell(secret), obstacle: spell(secret) })
      }
      const text = written()
      for (const secret of all) for (const write of spellings) expect(text).not.toContain(write(secret))
      expect(text).not.toMatch(/PLANTED/i)
      expect(lines()).toHaveLength(3 * all.length)
    },
  )

  it.each(strangers)('that is not ours is seen by what stands around it: %s', (text) => {
    log.tell({ step: 'fault', text })
    expect(written()).not.toContain('STRANGER')
    expect(lines()[0]?.text).toContain('…')
  })

  it('in a field of its own does not get there, whatever it is', () => {
    const careless: object = { step: 'fault', text: 'x', token: 'STRANGER', error: { headers: { a: 'STRANGER' } } }
    log.tell(careless as LogEntry)
    expect(written()).not.toContain('STRANGER')
  })

  it('leaves the words around it alone', () => {
    log.tell({
      step: 'trouble',
      side: 'vend',
      text: `Vend (shop.example) does not accept ${all[0] ?? ''}, it has run out.`,
    })
    expect(lines()[0]?.text).toBe('Vend (shop.example) does not accept …, it has run out.')
  })
})
