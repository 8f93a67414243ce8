import type { ReactNode } from 'react'

import styles from './forecast.module.css'

export type MarkName = 'stock_out' | 'spike' | 'promotion' | 'one_off' | 'excluded'

export const markWords: Readonly<Record<MarkName, string>> = {
  stock_out: 'Stock-out',
  spike: 'Spike',
  promotion: 'Promotion',
  one_off: 'One-off',
  excluded: 'Excluded',
}

const names = Object.keys(markWords) as readonly MarkName[]

/** Those of them that are known, in the order of the words. */
export function marksOf(said: readonly string[]): readonly MarkName[] {
  return names.filter((name) => said.includes(name))
}

/** Each its own shape, drawn around the middle of ten by ten: nobody has to tell them by colour. */
const shapes: Readonly<Record<MarkName, ReactNode>> = {
  stock_out: <path d="M0 -5 5 0 0 5 -5 0z" />,
  spike: <path d="M0 -4.5 4.5 4 -4.5 4z" />,
  promotion: (
    <path d="M0 -5 1.5 -1.6 5 -1.4 2.3 .9 3.2 4.5 0 2.5 -3.2 4.5 -2.3 .9 -5 -1.4 -1.5 -1.6z" />
  ),
  one_off: <path d="M-3.5 -3.5h7v7h-7z" />,
  excluded: <path d="M-4 -4 4 4M4 -4 -4 4" data-line="" />,
}

export function MarkShape({ mark }: { readonly mark: MarkName }) {
  return (
    <g className={styles.mark} data-mark={mark}>
      {shapes[mark]}
    </g>
  )
}

export type MarkLegendProps = { readonly counts: ReadonlyMap<MarkName, number> }

/** The shapes that are on the sheet with their words, and how many weeks have each. */
export function MarkLegend({ counts }: MarkLegendProps) {
  const there = names.filter((name) => counts.has(name))
  if (there.length === 0) return null
  return (
    <ul className={styles.legend} aria-label="Marks of weeks">
      {there.map((mark) => (
        <li key={mark}>
          <svg viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true">
            <MarkShape mark={mark} />
          </svg>
          {markWords[mark]} {counts.get(mark)}
        </li>
      ))}
    </ul>
  )
}
