import type { ReactNode } from 'react'

import parts from './parts.module.css'

export type DecisionBarProps = {
  /** What pressing the filled button will do, before it is done. */
  readonly sentence: ReactNode
  /** Buttons; the filled one last. */
  readonly children: ReactNode
}

/** The decision of a page: at the bottom right, with a sentence of what it will do. */
export function DecisionBar({ sentence, children }: DecisionBarProps) {
  return (
    <section className={parts.decision} aria-label="Decision">
      <p className={parts.decisionText}>{sentence}</p>
      {children}
    </section>
  )
}
