import { PasswordInput, type PasswordInputProps } from '@mantine/core'

/** A secret that stays where it is: `isKept` says that one does, and that none needs to be entered. */
export function KeptSecret({
  isKept,
  description,
  error,
  ...input
}: PasswordInputProps & { readonly isKept: boolean }) {
  const stays = isKept && (error === undefined || error === null)
  return (
    <PasswordInput
      autoComplete="off"
      aria-invalid={error ? true : undefined}
      description={stays ? 'Kept. Enter only to change it.' : description}
      placeholder={stays ? '••••••••' : undefined}
      visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
      error={error}
      {...input}
    />
  )
}
