import type { ReactNode } from 'react'

import type { Tone } from '../look/theme.ts'
import parts from './parts.module.css'

export type Figure = {
  readonly label: string
  readonly value: ReactNode
  readonly note?: ReactNode
  readonly tone?: Tone
}

/** Headline figures in a strip: what the page comes to. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className={parts.figures}>
      {figures.map(({ label, value, note, tone }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {note ? (
            <dd className={parts.figureNote} data-tone={tone}>
              {note}
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  )
}
