import { Alert, Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { Link } from 'wouter'
import { causeWords, kindWords, whereOf } from '../../src/core/document-words'
import { shortNameOf } from '../../src/core/words'
import { ask, client, saidOf } from '../api/client'
import { shownMoment } from '../words/moments'
import { asText, type Told } from './document-as-text'
import { placeOf, type Filter } from './filter'
import { Moments } from './moments'
import { careTitle, StatusMark } from './status-mark'
import { StoryActs } from './story-acts'
import { StoryLines } from './story-lines'
import { Variances } from './variances'

type StoryProps = { readonly id: string; readonly filter: Filter; readonly names: ReadonlyMap<string, string> }

/** What happened to one document, from what Vend said to what the warehouse answered, and what can be done about it. */
export function Story({ id, filter, names }: StoryProps) {
  const { data, error } = useQuery({
    queryKey: ['documents', id],
    queryFn: () => ask(client.api.documents[':id'].$get({ param: { id } })),
  })
  return (
    <Stack gap="md">
      <Anchor component={Link} href={placeOf(filter)} size="sm" w="fit-content">
        Back to History
      </Anchor>
      {data ? (
        <Whole told={data} filter={filter} names={names} />
      ) : (
        <>
          <Heading>A document</Heading>
          {error ? (
            <Alert color="red" role="alert" title="Its story could not be read">
              {saidOf(error)}
            </Alert>
          ) : (
            <Text role="status">Looking …</Text>
          )}
        </>
      )}
    </Stack>
  )
}

/** What is opened is read from its beginning. */
function Heading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    document.getElementById('looked-at')?.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <Title order={1} size="h2" ref={heading} tabIndex={-1}>
      {children}
    </Title>
  )
}

function Whole({ told, filter, names }: Omit<StoryProps, 'id'> & { readonly told: Told }) {
  const { document, story, figures, others, variances } = told
  const { vend, holds, waits, note, createdAt } = document
  const name = shortNameOf({ ...vend, id: vend.consignmentId })
  return (
    <>
      <div>
        <Heading>
          {kindWords[document.kind]} {name}
        </Heading>
        <Group gap="md" mt={4}>
          <Text size="sm" component="div">
            <StatusMark status={document.status} />
          </Text>
          <Text size="sm">
            {whereOf(document, names)}
            {document.warehouseNumber === null ? '' : ` · ${document.warehouseNumber}`} · came by{' '}
            {causeWords[document.cause]} · {shownMoment(Date.parse(createdAt))}
          </Text>
        </Group>
      </div>
      {holds.length > 0 && (
        <Alert color="orange" styles={careTitle} title="It waits for you">
          {holds.map(({ text }, index) => (
            <Text size="sm" key={index}>
              {text}
            </Text>
          ))}
        </Alert>
      )}
      {waits && (
        <Text size="sm">
          {waits.text} {waits.nextTryAt !== null && `Next try ${shownMoment(Date.parse(waits.nextTryAt))}.`}
        </Text>
      )}
      {note !== null && <Text size="sm">{note}</Text>}
      <StoryActs {...{ document, names, name }} text={() => asText(told, names)} />
      {variances.length > 0 && (
        <section>
          <Title order={2} size="h5">
            What the count found
          </Title>
          <Variances variances={variances} />
        </section>
      )}
      <section>
        <Title order={2} size="h5">
          What it changes
        </Title>
        <StoryLines {...{ document, figures, names }} />
      </section>
      <section>
        <Title order={2} size="h5" mb={4}>
          What happened
        </Title>
        <Moments moments={story.map(({ at, text }) => ({ at, said: text }))} />
      </section>
      {others.length > 0 && (
        <section>
          <Title order={2} size="h5" mb={4}>
            Other documents of {name}
          </Title>
          <Stack gap={4} component="ul" className="story-others">
            {others.map((one) => (
              <Group key={one.id} component="li" gap="sm">
                <Anchor component={Link} href={placeOf(filter, one.id)} size="sm">
                  {kindWords[one.kind]} of {shownMoment(Date.parse(one.createdAt))}
                  {one.warehouseNumber === null ? '' : `, ${one.warehouseNumber}`}
                </Anchor>
                <Text size="sm">
                  {whereOf(one, names)} · came by {causeWords[one.cause]}
                </Text>
                <Text size="sm" component="div">
                  <StatusMark status={one.status} />
                </Text>
              </Group>
            ))}
          </Stack>
        </section>
      )}
    </>
  )
}
