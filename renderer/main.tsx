import '@mantine/core/styles.css'
import './screens.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries'
import { StateFeed } from './api/state-feed'
import { App } from './app'
import { cssVariables, theme } from './theme'

const place = document.getElementById('screens')
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
if (place)
  createRoot(place).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queries}>
          <StateFeed>
            <App />
          </StateFeed>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
