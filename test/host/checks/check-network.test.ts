import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { checkNetwork, type Side } from '../../../src/host/checks/check-network'
import { probeWay, type Way } from '../../../src/host/checks/probe-way'

const vend = (way: Way | null): Side => ({
  ...{ name: 'Vend', host: 'shop.retail.lightspeed.app' },
  failed: way && { way, text: 'It answered 503.' },
})
const odoo = (way: Way | null): Side => ({ name: 'Odoo', host: 'odoo.example', failed: way && { way, text: 'No.' } })

describe('the network', () => {
  it('is well when both sides answer', () => {
    const check = checkNetwork([vend(null), odoo(null)], true)
    expect(check).toEqual({
      ...{ name: 'network', status: 'ok' },
      text: 'Vend (shop.retail.lightspeed.app) and Odoo (odoo.example) answer.',
    })
  })

  it.each<[Way, string]>([
    ['no-name', 'cannot be found, though this PC is online'],
    ['no-way', 'no way from this PC to Vend (shop.retail.lightspeed.app), though this PC is online'],
    ['refused', 'nothing takes calls there'],
    [
      'open',
      'The way to Vend (shop.retail.lightspeed.app) is open, but it does not answer as it should: It answered 503.',
    ],
  ])('tells what is wrong with one side (%s) while the other answers', (way, words) => {
    const { status, text, unreachable } = checkNetwork([vend(way), odoo(null)], true)
    expect({ status, unreachable }).toEqual({ status: 'broken', unreachable: true })
    expect(text).toContain(words)
    expect(text).toContain('Odoo (odoo.example) answers.')
    expect(text).not.toContain('offline')
  })

  it('says that this PC is offline when nobody is found at all', () => {
    const { text } = checkNetwork([vend('no-name'), odoo('no-way')], true)
    expect(text).toMatch(/^This PC is offline: it finds nobody on the internet\. Check the cable/)
    expect(text).not.toContain('Odoo')
  })

  it('says so when this PC is connected to no network, whatever its own warehouse says', () => {
    const { text } = checkNetwork([vend('no-name'), odoo(null)], false)
    expect(text).toMatch(/^This PC is offline: it is connected to no network\./)
  })

  it('does not say so when one of them is found and only refuses', () => {
    const { text } = checkNetwork([vend('no-name'), odoo('refused')], true)
    expect(text).not.toContain('This PC is offline')
    expect(text).toContain('nothing takes calls there')
  })
})

describe('the way to an address', () => {
  const patience = 5_000

  it('is open where something listens, and refused where nothing does', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`)
    expect(await probeWay(url, patience)).toBe('open')
    await new Promise((resolve) => server.close(resolve))
    expect(await probeWay(url, patience)).toBe('refused')
  })

  it('is not found for a name that cannot exist (RFC 6761)', async () => {
    expect(await probeWay(new URL('https://shop.invalid'), patience)).toBe('no-name')
  })
})
