import { type ReactNode, type RefCallback, useCallback, useState } from 'react'

import { countText } from '../look/format.ts'
import parts from './parts.module.css'

const partRows = 60
/** So many rows before the last drawn one, the next part is drawn already. */
const aheadRows = 10

export type Drawn = { readonly count: number; readonly more: () => void }

/** How much of something long is drawn. Lists that stand side by side share one. */
export function useDrawn(part = partRows): Drawn {
  const [count, setCount] = useState(part)
  const more = useCallback(() => setCount((before) => before + part), [part])
  return { count, more }
}

export type InPartsProps<Row> = {
  readonly rows: readonly Row[]
  readonly children: (row: Row, at: number) => ReactNode
  /** Of the table; not of a list. */
  readonly columns?: number
  /** What the rest stands in: a row of a table unless told. */
  readonly as?: 'tr' | 'li' | 'div'
  /** Drawn wherever it stands: something is wrong with it, or it was added just now. */
  readonly needs?: (row: Row, at: number) => boolean
  /** What the rows are: `Lines` unless told. */
  readonly noun?: string
  readonly drawn?: Drawn
  /** How many are drawn at once; fewer where each row is made of many fields. */
  readonly part?: number
}

/**
 * The rows of something long: a part at first, and the next one whenever its end is scrolled into sight, when the
 * focus comes near it, or when it is asked for. What is not drawn is there all the same: sums and forms are over all.
 */
export function InParts<Row>(props: InPartsProps<Row>) {
  const { rows, children, columns, as: Rest = 'tr', needs, noun = 'Lines' } = props
  const own = useDrawn(props.part)
  const { count, more } = props.drawn ?? own
  const end = useEnd(more, count)
  const isLong = rows.length > count
  const beyond = isLong && needs ? rows.map((row, at) => at >= count && needs(row, at)) : []
  const rest = (
    <button type="button" className={parts.rest} onClick={more}>
      {noun} 1 to {countText(count)} of {countText(rows.length)}. Show more
    </button>
  )
  // One list, so that a row that moves up in it stays the same row, with what is typed in it.
  return [
    ...rows.slice(0, count).map((row, at) => children(row, at)),
    isLong ? (
      <Rest key="rest" ref={end} className={parts.restRow}>
        {Rest === 'tr' ? <td colSpan={columns}>{rest}</td> : rest}
      </Rest>
    ) : null,
    ...rows.flatMap((row, at) => (beyond[at] ? [children(row, at)] : [])),
  ]
}

/** Draws more when the end comes into sight, and when the focus comes near it. */
function useEnd(more: () => void, count: number): RefCallback<HTMLElement> {
  // biome-ignore lint/correctness/useExhaustiveDependencies: an end that stays in sight is seen anew
  return useCallback(
    (end: HTMLElement) => {
      const list = end.parentElement
      const sight = new IntersectionObserver((seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) more()
      })
      const focused = ({ target }: FocusEvent) => {
        if (target instanceof Node && isNear(target, end)) more()
      }
      sight.observe(end)
      list?.addEventListener('focusin', focused)
      return () => {
        sight.disconnect()
        list?.removeEventListener('focusin', focused)
      }
    },
    [more, count],
  )
}

function isNear(target: Node, end: Element): boolean {
  let row = end.previousElementSibling
  for (let back = 0; row !== null && back < aheadRows; back += 1) {
    if (row.contains(target)) return true
    row = row.previousElementSibling
  }
  return false
}
