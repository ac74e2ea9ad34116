import { Alert, Anchor, Button, Collapse, Group, PasswordInput, Text } from '@mantine/core'
import { useState } from 'react'
import type { SignIn } from '../../src/core/cures'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'
import { useGiven } from '../set-up/use-set-up'
import { CureCard } from './cure-card'
import { useSay } from './said'

type Block = Readonly<Record<string, unknown>>

/** `text` or `problems`: why it was not saved. */
type Saved = {
  readonly kind: string
  readonly text?: string
  readonly problems?: readonly { readonly text: string }[]
}

/** A token that is not accepted any more: one field, and how to make another. */
export function SignInCure({ cure: { side, text } }: { readonly cure: SignIn }) {
  const say = useSay()
  const [token, setToken] = useState('')
  const [explained, explain] = useState(false)
  const { data } = useGiven()
  const block = (data?.values[side] ?? {}) as Block
  const form = data?.warehouses.find(({ kind }) => kind === block.kind)
  const field = side === 'vend' ? vendToken(block) : secretOf(form?.form)
  const whose = side === 'vend' ? 'Vend' : (form?.name ?? 'The warehouse')
  const save = useActing(async () => {
    await ask(client.api.setup.$patch({ json: { [side]: { ...block, [field.name]: token.trim() } } }))
    const saved: Saved = await ask(client.api.setup.save.$post())
    if (saved.kind !== 'done') return saved.text ?? (saved.problems ?? []).map((problem) => problem.text).join(' ')
    setToken('')
    say(`${whose} accepts the new one. What happened meanwhile is caught up now.`)
    return null
  })
  return (
    <CureCard
      title={side === 'vend' ? 'Vend no longer accepts our token' : `${whose} no longer lets us in`}
      about={`${text} Nothing is lost: what happens meanwhile is caught up.`}
      shape="signed-out"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(undefined)
        }}
      >
        <Group align="flex-end" gap="sm">
          <PasswordInput
            label={`New ${field.label} for ${whose}`}
            value={token}
            onChange={({ currentTarget }) => setToken(currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Show it', tabIndex: 0 }}
            autoComplete="off"
            w={320}
          />
          <Button type="submit" loading={save.isPending} disabled={token.trim() === '' || data === undefined}>
            Paste a new one
          </Button>
          <Button variant="subtle" aria-expanded={explained} onClick={() => explain(!explained)}>
            How do I make one?
          </Button>
        </Group>
      </form>
      <Collapse expanded={explained}>
        <Text size="sm">
          {field.how}{' '}
          {field.link !== null && (
            <Anchor href={field.link.url} target="_blank" rel="noreferrer">
              {field.link.name}
            </Anchor>
          )}
        </Text>
      </Collapse>
      {typeof save.data === 'string' && (
        <Alert color="red" role="alert" title="This was not saved">
          {save.data}
        </Alert>
      )}
      <Obstacle error={save.error} />
    </CureCard>
  )
}

type SecretField = {
  readonly name: string
  readonly label: string
  readonly how: string
  readonly link: { readonly url: string; readonly name: string } | null
}

function vendToken({ store }: Block): SecretField {
  const url = typeof store === 'string' && store.startsWith('https://') ? store : null
  return {
    ...{ name: 'token', label: 'token' },
    how: 'In Vend, as somebody who may do so: Setup → Personal tokens, and add one. Copy it from there into the field above.',
    link: url === null ? null : { url, name: 'Open your shop in Vend' },
  }
}

/** The first secret that the warehouse asks for, from its form. */
function secretOf(form: Block | undefined): SecretField {
  const properties = Object.entries((form?.properties ?? {}) as Readonly<Record<string, Block>>)
  const [name, field] = properties.find(([, one]) => one.writeOnly === true) ?? ['token', {}]
  const label = typeof field.title === 'string' ? field.title : 'token'
  const how =
    typeof field.description === 'string' ? field.description : 'Ask whoever looks after the warehouse system.'
  return { name, label, how, link: null }
}
