import { Alert, Anchor, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { withSign } from '../../src/core/document-words'
import type { Trace as Traced, TracedProduct } from '../../src/core/trace'
import { ask, client, saidOf } from '../api/client'
import { useHashPath } from '../frame/hash-location'
import './history.css'
import { Moments } from './moments'

/** Everything that happened to one SKU, which stands in the address. */
export function Trace() {
  const sku = skuOf(useHashPath())
  const { data, error } = useQuery({
    queryKey: ['trace', sku],
    queryFn: () => ask(client.api.trace.$get({ query: { sku } })),
  })
  useEffect(() => {
    document.getElementById('looked-at')?.scrollTo(0, 0)
  }, [sku])
  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        What happened to {sku}
      </Title>
      {data ? (
        <Whole trace={data.trace} />
      ) : error ? (
        <Alert color="red" role="alert" title="Its trace could not be read">
          {saidOf(error)}
        </Alert>
      ) : (
        <Text role="status">Looking …</Text>
      )}
    </Stack>
  )
}

function Whole({ trace: { sku, products, booked, events } }: { readonly trace: Traced }) {
  return (
    <>
      <div>
        {products.map((product) => (
          <Text size="sm" key={product.id}>
            {aboutText(product, sku)}
          </Text>
        ))}
        {booked.map(({ location, name, quantity }) => (
          <Text size="sm" key={location} className="figures">
            Booked in {name}, all in all: {withSign(quantity)}
          </Text>
        ))}
        <Anchor component={Link} href={`/history?search=${encodeURIComponent(sku)}`} size="sm">
          Its documents in History
        </Anchor>
      </div>
      <Title order={2} size="h5">
        Moment by moment
      </Title>
      {events.length === 0 ? (
        <Text>Nothing has happened to it yet.</Text>
      ) : (
        <Moments
          moments={events.map(({ at, title, documentId, text }) => ({
            at,
            said: (
              <>
                {title !== null && documentId !== null && (
                  <>
                    <Anchor component={Link} href={`/history/${documentId}`} size="sm">
                      {title}
                    </Anchor>{' '}
                  </>
                )}
                {text}
              </>
            ),
          }))}
        />
      )}
    </>
  )
}

/** "Coffee cup, before CUP-OLD, matched to CUP in the warehouse." */
function aboutText({ sku: now, name, earlier, matched }: TracedProduct, asked: string): string {
  const called = now === null || now === asked ? '' : `, now ${now}`
  const before = earlier.length > 0 ? `, before ${earlier.join(', ')}` : ''
  const item = matched === null ? '' : `, matched to ${matched} in the warehouse`
  return `${name}${called}${before}${item}.`
}

function skuOf(path: string): string {
  const written = path.replace(/^\/trace\//, '')
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}
