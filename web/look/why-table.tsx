import { Fragment, type ReactNode } from 'react'

import { sumOf } from './decimal.ts'
import { type Decimal, unitsText } from './format.ts'
import look from './look.module.css'

/** One term of a derived number, with where it comes from, so that anybody can check it. */
export type WhyTerm = {
  readonly id: string
  readonly label: ReactNode
  readonly value: Decimal
  readonly source: ReactNode
}

/** Terms that are added, then what they make. A later block starts from the sum before it. */
export type WhyBlock = {
  readonly id: string
  readonly terms: readonly WhyTerm[]
  readonly sumLabel: ReactNode
}

export type WhyTableProps = {
  readonly blocks: readonly WhyBlock[]
  readonly caption: string
  /** How a figure is written; as a quantity unless told. */
  readonly textOf?: (value: Decimal, showsPlus: boolean) => string
}

/**
 * The arithmetic behind one number. Sums are computed here from the terms that are shown, so the
 * explanation can't disagree with itself.
 */
export function WhyTable({ blocks, caption, textOf = unitsText }: WhyTableProps) {
  const sums = runningSums(blocks)
  return (
    <table className={look.why}>
      <caption>{caption}</caption>
      <tbody>
        {blocks.map((block, at) => (
          <Fragment key={block.id}>
            {block.terms.map((term, row) => (
              <tr key={term.id}>
                <th scope="row">
                  {term.label}
                  <small>{term.source}</small>
                </th>
                <td>{textOf(term.value, at + row > 0)}</td>
              </tr>
            ))}
            <tr className={look.whySum}>
              <th scope="row">{block.sumLabel}</th>
              <td>{textOf(sums[at] ?? '0', false)}</td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

/** What each block comes to: its own terms on top of the block before. */
export function runningSums(blocks: readonly WhyBlock[]): readonly Decimal[] {
  let total = '0'
  return blocks.map((block) => {
    total = sumOf([total, ...block.terms.map((term) => term.value)])
    return total
  })
}
