import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from './durable-file'

const fileName = 'trusted-ssh-host.json'
const schema = z.object({ host: z.string(), port: z.number(), hostKey: z.string() })

type Server = { readonly host: string; readonly port: number }

/** The fingerprint under which a data folder trusts this SSH server; null: none yet. What cannot be read is a sentence, never "none". */
export function readTrustedHost(
  dataDir: string,
  { host, port }: Server,
): { readonly ok: true; readonly hostKey: string | null } | { readonly ok: false; readonly text: string } {
  const path = join(dataDir, fileName)
  try {
    if (!existsSync(path)) return { ok: true, hostKey: null }
    const kept = schema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { ok: true, hostKey: kept.host === host && kept.port === port ? kept.hostKey : null }
  } catch {
    return {
      ok: false,
      text: `${path}, which names the SSH server’s trusted key, cannot be read. Delete it when you are sure of the server: the next key that it shows is trusted then.`,
    }
  }
}

/** Trusts this SSH server under a fingerprint from now on. Throws where the disk does not take it. */
export function keepTrustedHost(dataDir: string, { host, port }: Server, hostKey: string): void {
  writeDurably(join(dataDir, fileName), `${JSON.stringify({ host, port, hostKey })}\n`)
}
