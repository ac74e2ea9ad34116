import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'

/** Dark enough in its last shades for white text on it (WCAG 2.2, 1.4.3). */
const sea: MantineColorsTuple = [
  ...(['#e9f7f5', '#d3ebe8', '#a5d6d0', '#74c0b7', '#4cada2', '#32a195'] as const),
  ...(['#20887d', '#126f66', '#0b5d57', '#064a45'] as const),
]

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { sea },
  // Mantine finds the color of letters on it by the light shade alone, and the dark one is pale.
  variantColorResolver: (input) => ({
    ...defaultVariantColorsResolver(input),
    ...(input.variant === 'filled' &&
      (input.color ?? 'sea') === 'sea' && { color: 'var(--mantine-primary-color-contrast)' }),
  }),
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    Alert: { defaultProps: { variant: 'outline' } },
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, centered: true } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
})

/** Mantine's dimmed text is too pale for small letters. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#4d545b',
    '--mantine-color-error': '#a61111',
    '--mantine-color-placeholder': '#5f676e',
  },
  dark: {
    '--mantine-color-dimmed': '#b6bcc2',
    '--mantine-color-error': '#ff9c9c',
    '--mantine-color-placeholder': '#a4abb1',
  },
})
