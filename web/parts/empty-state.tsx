import type { ReactNode } from 'react'

import parts from './parts.module.css'

export type EmptyStateProps = {
  /** `No supplier is late`. */
  readonly title: string
  /** What belongs here and how it comes here. */
  readonly children: ReactNode
  /** One button to get it, a link to sample data. */
  readonly acts?: ReactNode
}

/** An empty page teaches: what belongs here, and how to get it. */
export function EmptyState({ title, children, acts }: EmptyStateProps) {
  return (
    <section className={parts.empty} aria-label={title}>
      <h2>{title}</h2>
      <p>{children}</p>
      {acts ? <div className={parts.emptyActs}>{acts}</div> : null}
    </section>
  )
}
