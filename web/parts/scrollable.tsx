import type { ReactNode } from 'react'

import ui from '../look/ui.module.css'

export type ScrollableProps = { readonly label: string; readonly children: ReactNode }

/** Around a table that is wider than the window: scrolls by itself, by keyboard too. */
export function Scrollable({ label, children }: ScrollableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={ui.scroll} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
