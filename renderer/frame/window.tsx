import type { ReactNode } from 'react'
import { Rail } from './rail'
import { SampleBanner } from './sample-banner'
import { TruthLine } from './truth-line'

/** One window: a rail on the left, the line of truth on every screen, and below it what is looked at, which alone scrolls. */
export function Window({ children }: { readonly children: ReactNode }) {
  return (
    <div className="window">
      <a className="skip" href="#looked-at">
        Skip to what is shown
      </a>
      <nav className="rail" aria-label="Screens">
        <Rail />
      </nav>
      <header className="truth">
        <TruthLine />
      </header>
      <main id="looked-at" className="looked-at" tabIndex={-1}>
        {/* Its height tells a list that it stands further down: see list-margin.ts. */}
        <div>
          <SampleBanner />
          {children}
        </div>
      </main>
    </div>
  )
}
