import type { ReactNode } from 'react'
import look from './look.module.css'
import type { Tone } from './theme.ts'

export type StatusBadgeProps = {
  readonly tone: Tone
  /** One or two words in sentence case, from the vocabulary below. */
  readonly children: ReactNode
  /** Outlined: a state that something only might reach, such as a simulated one. */
  readonly isProposed?: boolean
}

/**
 * A state, said twice: by a word, and by the shape and colour of its mark. The shape is there
 * because one buyer in twelve can't tell the colours apart.
 */
export function StatusBadge({ tone, children, isProposed = false }: StatusBadgeProps) {
  return (
    <span className={look.badge} data-tone={tone} data-proposed={isProposed || undefined}>
      <ToneMark tone={tone} />
      {children}
    </span>
  )
}

/** Dot: nothing to do. Ring: on its way. Tick: done. Triangle: look. Diamond: act. Dashes: not real yet. */
export function ToneMark({ tone }: { readonly tone: Tone }) {
  return (
    <svg className={look.mark} viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      {shapes[tone]}
    </svg>
  )
}

const shapes: Readonly<Record<Tone, ReactNode>> = {
  neutral: <circle cx="5" cy="5" r="2.5" fill="currentColor" />,
  info: <circle cx="5" cy="5" r="3" fill="none" stroke="currentColor" strokeWidth="2" />,
  ok: <path d="M1.5 5.4 4 7.8 8.6 2.4" fill="none" stroke="currentColor" strokeWidth="2" />,
  warn: <path d="M5 1 9.4 8.8H.6z" fill="currentColor" />,
  crit: <path d="M5 .4 9.6 5 5 9.6.4 5z" fill="currentColor" />,
  proposed: (
    <circle
      cx="5"
      cy="5"
      r="3.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeDasharray="2.2 1.4"
    />
  ),
}
