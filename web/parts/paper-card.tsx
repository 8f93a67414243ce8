import type { ReactNode } from 'react'

import type { Tone } from '../look/theme.ts'
import { type Drawn, InParts } from './in-parts.tsx'
import parts from './parts.module.css'

export type PaperFigure = {
  readonly text: string
  /** Differs from another paper. */
  readonly isMarked?: boolean
}

export type PaperLine = {
  readonly id: string
  readonly no?: string
  readonly name: ReactNode
  readonly units?: PaperFigure
  readonly each?: PaperFigure
  readonly total?: PaperFigure
  /** What differs, in words, under the total. */
  readonly note?: string
  readonly tone?: Tone
}

export type PaperCardProps = {
  /** `Order`, `Receipts`, `Invoice`. */
  readonly title: string
  readonly number: ReactNode
  readonly sub: ReactNode
  readonly currencySymbol: string
  readonly lines: readonly PaperLine[]
  readonly total: string
  /** Papers that are laid side by side are drawn as far as each other. */
  readonly drawn: Drawn
}

/** One of the papers that are laid side by side. Its lines stand where the others' do. */
export function PaperCard(props: PaperCardProps) {
  const { title, number, sub, currencySymbol, lines, total, drawn } = props
  return (
    <section className={parts.paper} aria-label={title}>
      <div className={parts.paperHead}>
        <div className={parts.paperTitle}>
          <h2>{title}</h2>
          <span>{number}</span>
        </div>
        <div className={parts.paperSub}>{sub}</div>
      </div>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col" data-num>
              Units
            </th>
            <th scope="col" data-num>
              {currencySymbol} each
            </th>
            <th scope="col" data-num>
              {currencySymbol} total
            </th>
          </tr>
        </thead>
        <tbody>
          <InParts rows={lines} columns={4} drawn={drawn}>
            {(line) => <Line key={line.id} line={line} />}
          </InParts>
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>Total</td>
            <td data-num>{total}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Line({ line }: { readonly line: PaperLine }) {
  const { no, name, units, each, total, note, tone } = line
  return (
    <tr>
      <td className={parts.paperName}>
        {no ? <span className={parts.paperNo}>{no} </span> : null}
        {name}
      </td>
      <td data-num>
        <Marked figure={units} />
      </td>
      <td data-num>
        <Marked figure={each} />
      </td>
      <td data-num className={parts.paperTotal}>
        <Marked figure={total} />
        {note ? (
          <span className={parts.paperNote} data-tone={tone}>
            {note}
          </span>
        ) : null}
      </td>
    </tr>
  )
}

function Marked({ figure }: { readonly figure: PaperFigure | undefined }) {
  if (figure === undefined) return null
  return figure.isMarked ? <mark>{figure.text}</mark> : figure.text
}
