import { type ReactNode, useEffect } from 'react'

import gate from './gate.module.css'

export type GateProps = {
  readonly title: string
  readonly lead?: ReactNode
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** What stands before the door: one thing to do, nothing beside it. */
export function Gate({ title, lead, isWide = false, children }: GateProps) {
  useEffect(() => {
    document.title = `${title} · Landfall`
  }, [title])
  return (
    <div className={gate.page}>
      <main className={gate.box} data-wide={isWide || undefined}>
        <div className={gate.brand}>
          <img src="/mark.svg" width="28" height="28" alt="" />
          <span>Landfall</span>
        </div>
        <h1>{title}</h1>
        {lead ? <p className={gate.lead}>{lead}</p> : null}
        {children}
      </main>
    </div>
  )
}
