import { Radio, Stack, Text, TextInput } from '@mantine/core'
import { useFeed } from '../api/state-feed'
import { More } from './more'
import { transferOn } from './sentences'
import { StepButtons } from './step-buttons'
import { useWalk } from './use-set-up'
import { useStep } from './use-step'
import { blockAt, numberOf, textAt, withoutEmpty } from './values'

export function WhatStep() {
  const { values } = useWalk().given
  const isWatching = useFeed().state?.paused?.watching ?? false
  const from = textAt(values, 'from')
  const limits = blockAt(values, 'limits')
  const { form, frame, error, isBusy, above } = useStep({
    step: 4,
    fields: {
      ...{ sends: sendsOf(values.sendStockAdjustments), start: from === '' ? 'now' : 'date', from: localOf(from) },
      ...{ transferOn: transferOn(values), limits: { units: textAt(limits, 'units'), lines: textAt(limits, 'lines') } },
    },
    sections: (given) => ({
      sendStockAdjustments: given.sends === 'watch' ? 'watch' : given.sends === 'on',
      transferOn: given.transferOn,
      from: given.start === 'date' ? momentOf(given.from) : null,
      limits: withoutEmpty({ units: given.limits.units.trim(), lines: numberOf(given.limits.lines) }),
    }),
    fieldOf: (path) => path,
  })
  const { register, watch } = form
  return (
    <form {...frame}>
      <Stack gap="md">
        <Stack gap="xs" role="radiogroup" aria-label="Send Stock Adjustment To WMS">
          <Text fw={500}>Send Stock Adjustment To WMS</Text>
          <Radio
            value="on"
            label="On"
            description={
              isWatching
                ? 'Stocktray only watches at the moment. It goes on doing so until you press Go live on the overview.'
                : 'Each stock movement from the start on goes once.'
            }
            {...register('sends')}
          />
          {!isWatching && (
            <Radio
              value="watch"
              label="Only watch first: nothing is sent"
              description="Vend is read, and Stocktray says what it would have done. You go live when you trust it."
              {...register('sends')}
            />
          )}
          <Radio
            value="off"
            label="Off"
            description="Vend is read, and nothing goes to the warehouse."
            {...register('sends')}
          />
        </Stack>
        <Stack gap="xs" role="radiogroup" aria-label="From when">
          <Radio value="now" label="From now on" {...register('start')} />
          <Radio value="date" label="From a date" {...register('start')} />
          {watch('start') === 'date' && (
            <TextInput
              type="datetime-local"
              label="The first moment that counts"
              description="Movements before it are taken as already in the warehouse."
              error={error('from')}
              {...register('from')}
            />
          )}
        </Stack>
        <Stack gap="xs" role="radiogroup" aria-label="When a Stock Transfer counts">
          <Radio value="sent" label="A Stock Transfer goes when it is sent" {...register('transferOn')} />
          <Radio value="received" label="A Stock Transfer goes when it is received" {...register('transferOn')} />
        </Stack>
        <More>
          <TextInput
            label="Ask me before more than so many units go at once"
            description="Empty: there is no limit."
            inputMode="decimal"
            error={error('limits.units')}
            {...register('limits.units')}
          />
          <TextInput
            label="Ask me before more than so many lines go at once"
            description="Empty: there is no limit."
            inputMode="numeric"
            error={error('limits.lines')}
            {...register('limits.lines')}
          />
        </More>
      </Stack>
      <StepButtons step={4} isBusy={isBusy} above={above} />
    </form>
  )
}

function sendsOf(given: unknown): 'on' | 'watch' | 'off' {
  if (given === 'watch') return 'watch'
  return given === true ? 'on' : 'off'
}

/** As the browser's field takes it: this PC's time, to the minute. */
function localOf(moment: string): string {
  const at = Date.parse(moment)
  if (Number.isNaN(at)) return ''
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** An empty date is answered as one that is missing. */
function momentOf(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? local : at.toISOString()
}
