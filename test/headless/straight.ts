import { freePort } from '../../src/host/free-port'

/** Settings by which Vend's webhooks go straight to this PC. */
export async function straight() {
  const port = await freePort()
  return { realTime: { via: 'own-address', publicUrl: `http://127.0.0.1:${port.toString()}`, port } }
}
