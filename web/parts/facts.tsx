import type { ReactNode } from 'react'

import ui from '../look/ui.module.css'

/** A term and what it is here; rows that do not apply are false. */
export type Fact = readonly [string, ReactNode]

/** Labelled facts in a line, under the title of a document. */
export function Facts({ facts }: { readonly facts: readonly (Fact | false)[] }) {
  return (
    <dl className={ui.facts}>
      {facts
        .filter((fact) => fact !== false)
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
