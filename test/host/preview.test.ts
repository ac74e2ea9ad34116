import { readdirSync } from 'node:fs'
import { expect } from 'vitest'
import { airport, harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import { it } from './in-host'

it('a preview beside the running engine shows before and after, and sends and keeps nothing', async ({
  office,
  opened,
}) => {
  await office.standing()
  await office.synced()
  const { host, client } = await opened()
  // Nothing goes by itself meanwhile.
  await client.pause.$post({ json: { until: null } })
  office.receiveCar25()
  const transfer = { from: mainOutlet, to: harbourStreet, reference: 'TRF-1', lines: [{ sku: 'Item1', count: '5' }] }
  office.shop.sendTransfer(transfer)
  office.shop.sendTransfer({ ...transfer, to: airport, reference: 'TRF-2' })
  const answer = await client.preview.$post()
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    kind: 'done',
    documents: [
      {
        vend: { reference: 'CAR-25' },
        lines: [
          { sku: 'Item1', quantity: '60', before: '12', after: '72' },
          { sku: 'Item2', quantity: '50', before: '10', after: '60' },
        ],
      },
      {
        vend: { reference: 'TRF-1' },
        lines: [{ sku: 'Item1', from: { before: '72', after: '67' }, to: { before: '4', after: '9' } }],
      },
    ],
    holds: [{ code: 'outlet-without-location', title: 'TRF-2' }],
    vendProblem: null,
    warehouseProblem: null,
  })
  expect(office.warehouse.documents()).toEqual([])
  expect(
    host
      .running()
      ?.app.history()
      .filter(({ status }) => status !== 'waiting'),
  ).toEqual([])
  expect(readdirSync(office.dataDir).filter((name) => name.startsWith('dry-run'))).toEqual([])
})
