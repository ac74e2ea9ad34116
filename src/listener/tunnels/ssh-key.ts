import type { ParsedKey } from 'ssh2'

const begin = '-----BEGIN OPENSSH PRIVATE KEY-----'
const end = '-----END OPENSSH PRIVATE KEY-----'

/** Makes an ed25519 key of our own: OpenSSH's private key on one line, without its first and last, so that it can be kept as a secret. */
export async function makeSshKey(): Promise<string> {
  const { generateKeyPairSync, parseKey } = await keyTools()
  for (;;) {
    const made = generateKeyPairSync('ed25519', { comment: 'stocktray' }).private
    // Now and then the library writes one that it cannot use itself.
    const parsed = parseKey(made)
    if (parsed instanceof Error || !signs(parsed)) continue
    return made.replace(begin, '').replace(end, '').replace(/\s/g, '')
  }
}

/** A kept key as SSH clients read it. */
export function privateKeyText(kept: string): string {
  return `${begin}\n${kept}\n${end}\n`
}

/** The public half of a kept key, as `authorized_keys` takes it, with nothing allowed but the forward to this address. */
export async function authorizedKeyLine(
  kept: string,
  { remoteHost, remotePort }: { readonly remoteHost: string; readonly remotePort: number },
): Promise<string> {
  const { parseKey } = await keyTools()
  const parsed = parseKey(privateKeyText(kept))
  if (parsed instanceof Error) throw new Error('The key for the SSH server is damaged. Run the set-up again.')
  const listen = `${remoteHost.includes(':') ? `[${remoteHost}]` : remoteHost}:${remotePort.toString()}`
  return `restrict,port-forwarding,permitlisten="${listen}" ${parsed.type} ${parsed.getPublicSSH().toString('base64')} stocktray`
}

async function keyTools() {
  const { default: ssh2 } = await import('ssh2')
  return ssh2.utils
}

function signs(key: ParsedKey): boolean {
  const text = Buffer.from('stocktray')
  // Both may answer an error, which their types do not say.
  const signature: unknown = key.sign(text)
  const verified: unknown = Buffer.isBuffer(signature) && key.verify(text, signature)
  return verified === true
}
