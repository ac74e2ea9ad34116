import { Anchor, Checkbox, Stack, Text, TextInput } from '@mantine/core'
import { KeptSecret } from './kept-secret'
import { More } from './more'
import { StepButtons } from './step-buttons'
import { storeLink } from './store-link'
import { askVend, useWalk } from './use-set-up'
import { useStep } from './use-step'
import { blockAt, textAt, withoutEmpty } from './values'

export function VendStep() {
  const { values, kept } = useWalk().given
  const vend = blockAt(values, 'vend')
  const { form, frame, error, isBusy, above } = useStep({
    step: 1,
    fields: { store: textAt(vend, 'store'), token: '', clientSecret: '', unsigned: false },
    sections: ({ store, token, clientSecret, unsigned }) => ({
      vend: {
        ...withoutEmpty({ store, token, clientSecret, apiVersion: textAt(vend, 'apiVersion') }),
        ...(unsigned && { clientSecret: null }),
      },
    }),
    fieldOf: (path) => path.replace(/^vend\./, ''),
    look: askVend,
  })
  const { register, watch } = form
  const hasSecret = kept.includes('vend.clientSecret')
  return (
    <form {...frame}>
      <Stack gap="sm">
        <TextInput
          label="Address of your store"
          description="As in your browser when Vend is open, for example myshop.retail.lightspeed.app"
          autoComplete="off"
          spellCheck={false}
          error={error('store')}
          {...register('store')}
        />
        <KeptSecret
          label="Personal token"
          isKept={kept.includes('vend.token')}
          error={error('token')}
          {...register('token')}
        />
        <HowToMakeOne link={storeLink(watch('store'))} />
        <More>
          <KeptSecret
            label="Client secret"
            isKept={hasSecret}
            description="Only where webhooks are signed by an application of your own. A personal token needs none."
            error={error('clientSecret')}
            {...register('clientSecret')}
          />
          {hasSecret && <Checkbox label="Forget the client secret that is kept" {...register('unsigned')} />}
        </More>
      </Stack>
      <StepButtons step={1} isBusy={isBusy} above={above} />
    </form>
  )
}

function HowToMakeOne({ link }: { readonly link: string | null }) {
  const there = 'go to Setup, then Personal tokens, and add one named Stocktray. Copy it here at once.'
  if (link === null) return <Text size="sm">To make a token: in Vend, {there}</Text>
  return (
    <Text size="sm">
      To make a token:{' '}
      <Anchor href={link} target="_blank" rel="noreferrer" inherit>
        open Vend at {new URL(link).host} (in a new tab)
      </Anchor>
      , {there}
    </Text>
  )
}
