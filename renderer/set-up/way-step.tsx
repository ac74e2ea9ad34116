import { Radio, Stack, Text, TextInput } from '@mantine/core'
import type { FieldPath, UseFormReturn } from 'react-hook-form'
import { KeptSecret } from './kept-secret'
import { More } from './more'
import { StepButtons } from './step-buttons'
import { useWalk } from './use-set-up'
import { useStep } from './use-step'
import { sectionsOf, wayFields, type WayFields } from './way-fields'

const ways = [
  ['off', 'By scan only', 'Vend is read every few minutes. Nothing is missed, and nothing needs to be opened.'],
  ['own-address', 'At once, at an address of my own', 'Something of yours already leads from the internet to this PC.'],
  ['ssh', 'At once, through my SSH server', 'Stocktray opens the way by itself, with a key of its own.'],
  ['ngrok', 'At once, through ngrok', 'Stocktray opens the way by itself, with the token of your account there.'],
] as const

export function WayStep() {
  const { values, kept } = useWalk().given
  const { form, frame, error, isBusy, above } = useStep<WayFields>({
    step: 5,
    fields: wayFields(values),
    sections: sectionsOf,
    fieldOf: (path) => path.replace(/^realTime\./, ''),
  })
  const via = form.watch('via')
  const field = { form, error }
  return (
    <form {...frame}>
      <Stack gap="md">
        <Stack gap="xs" role="radiogroup" aria-label="How Stocktray hears of a movement">
          {ways.map(([value, label, description]) => (
            <Radio key={value} value={value} label={label} description={description} {...form.register('via')} />
          ))}
        </Stack>
        {via === 'ngrok' && (
          <KeptSecret
            label="Token of your ngrok account"
            isKept={kept.includes('realTime.ngrok.authToken')}
            error={error('ngrok.authToken')}
            {...form.register('ngrok.authToken')}
          />
        )}
        {via === 'ssh' && (
          <>
            <WayField
              {...field}
              name="ssh.host"
              label="SSH server"
              about="Its name or address alone, such as vps.example"
            />
            <WayField {...field} name="ssh.user" label="User there" />
            <WayField
              {...field}
              name="ssh.remotePort"
              label="Port there"
              about="Where the server listens for Stocktray."
            />
            <Text size="sm">After saving you are shown the line that belongs into authorized_keys of that user.</Text>
          </>
        )}
        {via !== 'off' && (
          <WayField
            {...field}
            name="publicUrl"
            label={via === 'ngrok' ? 'Your domain at ngrok (may stay empty)' : 'Address that Vend calls'}
            about="For example https://stock.example"
          />
        )}
        {via === 'own-address' && (
          <WayField
            {...field}
            name="port"
            label="Port on this PC"
            about="Where that address leads to. 8787 unless you enter another."
          />
        )}
        <WayField
          {...field}
          name="scanEveryMinutes"
          label="Scan every so many minutes"
          about="1 to 1440. It finds whatever was not heard of."
        />
        {via !== 'off' && (
          <More>
            {via === 'ssh' && (
              <>
                <WayField {...field} name="ssh.port" label="SSH port" about="22 unless you enter another." />
                <WayField
                  {...field}
                  name="ssh.remoteHost"
                  label="Address that it listens at there"
                  about="127.0.0.1 unless you enter another."
                />
                <WayField
                  {...field}
                  name="ssh.hostKey"
                  label="Fingerprint of the server’s key"
                  about="Empty: the first key that it shows is trusted."
                />
              </>
            )}
            {via !== 'own-address' && (
              <WayField {...field} name="port" label="Port on this PC" about="8787 unless you enter another." />
            )}
            <Stack gap="xs" role="radiogroup" aria-label="How many Stocktakes">
              <Radio
                value="per-item"
                label="One Stocktake for each item, as Vend calls"
                {...form.register('stocktakes')}
              />
              <Radio value="whole" label="One Stocktake for all items of a movement" {...form.register('stocktakes')} />
            </Stack>
            <WayField
              {...field}
              name="perItemUpTo"
              label="Whole from so many items on"
              about="50 unless you enter another."
            />
          </More>
        )}
      </Stack>
      <StepButtons step={5} isBusy={isBusy} above={above} />
    </form>
  )
}

type WayFieldProps = {
  readonly form: UseFormReturn<WayFields>
  readonly error: (name: string) => string | undefined
  readonly name: FieldPath<WayFields>
  readonly label: string
  readonly about?: string
}

function WayField({ form, error, name, label, about }: WayFieldProps) {
  return (
    <TextInput
      label={label}
      description={about}
      autoComplete="off"
      spellCheck={false}
      error={error(name)}
      {...form.register(name)}
    />
  )
}
