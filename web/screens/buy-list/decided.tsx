import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

import type { ProposalRow, ProposalView } from '#contracts/flow/planning'

import { useAct } from '../../api/acts.ts'
import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { unitsText } from '../../look/format.ts'
import styles from './buy-list.module.css'
import { keptOf } from './quantity-cell.tsx'

const reasonCharactersMax = 500

export type DecidedProps = {
  readonly view: ProposalView
  /** The reason was asked for by its key. */
  readonly asksReason: boolean
  /** The field of the reason was left. */
  readonly leaveReason: () => void
  readonly decided: (row: ProposalRow) => void
}

/** What a person changed about the line, and why. */
export function Decided(props: DecidedProps) {
  const { view } = props
  const { decision } = view
  const mayDecide = usePermission('plans.write')
  if (decision === null) return null
  const said = [
    decision.quantity === null ? '' : `${unitsText(decision.quantity.quantity)} to order`,
    chosenText(view),
    decision.snoozedUntil === null ? '' : `looked at again on ${dayText(decision.snoozedUntil)}`,
  ].filter((part) => part !== '')
  return (
    <div className={styles.decided}>
      <b>{decision.byName}:</b> {said.join(', ')}
      {decision.reason && !mayDecide ? `. ${decision.reason}` : ''}
      {decision.isOutdated
        ? `. Decided when ${unitsText(decision.suggested.quantity)} were suggested.`
        : ''}
      {mayDecide && view.status === 'open' ? (
        <Reason key={`${view.id} ${decision.reason}`} {...props} />
      ) : null}
    </div>
  )
}

/** From where a person wants it, and whether it can come from there still. */
function chosenText({ decision, supplier, fromPlace }: ProposalView): string {
  if (decision?.fromPlace) {
    const { id, name } = decision.fromPlace
    const isSo = fromPlace?.id === id
    return isSo ? `moved from ${name}` : `moved from ${name}, which is not possible now`
  }
  return decision?.supplierId && decision.supplierId === supplier?.id ? `from ${supplier.name}` : ''
}

/** Typed in place: Enter keeps it, Escape leaves it as it was. */
function Reason({ view, asksReason, leaveReason, decided }: DecidedProps) {
  const known = view.decision?.reason ?? ''
  const [typed, setTyped] = useState(known)
  const field = useRef<HTMLInputElement>(null)
  const isDropped = useRef(false)
  useEffect(() => {
    if (asksReason) field.current?.focus()
  }, [asksReason])
  const act = useAct<string, ProposalView>(
    (reason) => ({
      method: 'PUT',
      path: `/proposals/${view.id}/decision`,
      body: { ...keptOf(view), reason },
    }),
    decided,
  )
  const keep = () => {
    if (isDropped.current) isDropped.current = false
    else if (typed.trim() !== known && !act.isRunning) void act.run(typed.trim())
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      isDropped.current = true
      setTyped(known)
    }
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
  }
  return (
    <TextInput
      ref={field}
      aria-label="Reason"
      placeholder="Why? Whoever looks at it later reads it here"
      maxLength={reasonCharactersMax}
      value={typed}
      readOnly={act.isRunning}
      error={act.problem?.detail}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKey}
      onBlur={() => {
        keep()
        leaveReason()
      }}
    />
  )
}
