import { enterAnew, inKeyring, keyIn, keysInFiles, newKey, readKeyFile, writeKeyFile } from '../src/settings/sealing'
import type { KeyFound, KeyKeeper } from '../src/settings/sealing'
import type { Parts } from './parts'

type SafeStorage = Parts['safeStorage']

const noKeyring =
  'This PC has no keyring that could keep the keys to your shop, and Stocktray does not write them down in plain text. Install GNOME Keyring or KWallet, log in again, and start Stocktray.'

/**
 * Opens the key of a data folder through the keyring of the PC's user
 * (https://www.electronjs.org/docs/latest/api/safe-storage), once: everything sealed with it is read and written without
 * asking again. A key that stands in a plain file is taken into the keyring. Refuses, in a sentence, where there is no
 * keyring but plain text.
 */
export async function openKeyring(
  safe: SafeStorage,
  dataDir: string,
  platform: NodeJS.Platform,
): Promise<{ readonly ok: true; readonly keys: KeyKeeper } | { readonly ok: false; readonly text: string }> {
  if (!(await safe.isAsyncEncryptionAvailable())) return { ok: false, text: noKeyring }
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(safe.getSelectedStorageBackend()))
    return { ok: false, text: noKeyring }
  const wrap = async (key: Buffer) =>
    inKeyring + (await safe.encryptStringAsync(key.toString('base64'))).toString('base64')
  const standing = readKeyFile(dataDir)
  const opened = await open(safe, standing)
  let { found } = opened
  if (found.ok && opened.renew) writeKeyFile(dataDir, await wrap(found.key), { aside: false })
  // Wrapped before it is needed: what is sealed is written at once.
  const fresh = newKey()
  const wrapped = found.ok ? null : await wrap(fresh)
  const keys: KeyKeeper = {
    find: (folder) => (folder === dataDir ? found : keysInFiles.find(folder)),
    make: (folder) => {
      if (folder !== dataDir) return keysInFiles.make(folder)
      if (found.ok) return found.key
      writeKeyFile(dataDir, wrapped ?? '')
      found = { ok: true, key: fresh }
      return fresh
    },
  }
  return { ok: true, keys }
}

/** `renew`: it is to be sealed by the keyring again. */
type Opened = { readonly found: KeyFound; readonly renew: boolean }

async function open(safe: SafeStorage, text: string | null): Promise<Opened> {
  if (!text?.startsWith(inKeyring)) return { found: keyIn(text), renew: true }
  try {
    const sealed = Buffer.from(text.slice(inKeyring.length), 'base64')
    const { result, shouldReEncrypt } = await safe.decryptStringAsync(sealed)
    return { found: keyIn(result), renew: shouldReEncrypt }
  } catch {
    const why = 'the keyring of this PC’s user does not open them'
    return { found: { ok: false, why, cure: enterAnew }, renew: false }
  }
}
