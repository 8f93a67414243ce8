import { useEffect, useRef } from 'react'

import type { ProposalRow } from '#contracts/flow/planning'

import { dayText, today } from '../../look/days.ts'
import { isZero, moneyText, unitsText } from '../../look/format.ts'
import { UrgencyMark } from '../../look/urgency-mark.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import styles from './buy-list.module.css'
import { QuantityCell } from './quantity-cell.tsx'
import { isOrderable, messageLabel, nameOf } from './words.ts'

export type RowActs = {
  readonly choose: (row: ProposalRow) => void
  readonly select: (row: ProposalRow, isOn: boolean) => void
  readonly openWhy: (row: ProposalRow) => void
  /** Something was decided about the line; it is read again. */
  readonly decided: (row: ProposalRow) => void
}

type RowProps = RowActs & {
  readonly row: ProposalRow
  readonly isCurrent: boolean
  readonly isSelected: boolean
  readonly showsSupplier: boolean
}

export function Row({ row, isCurrent, isSelected, showsSupplier, ...acts }: RowProps) {
  const line = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const { available, coming, needed, sellsOutOn, orderBy, value } = row
  const isMessage = row.kind !== 'buy' && row.kind !== 'transfer'
  return (
    <tr
      ref={line}
      aria-current={isCurrent ? 'true' : undefined}
      data-proposal={row.id}
      onClick={() => acts.choose(row)}
    >
      <td className={styles.check}>
        <input
          type="checkbox"
          aria-label={`Select ${nameOf(row)}`}
          disabled={!isOrderable(row)}
          checked={isSelected}
          onChange={(event) => acts.select(row, event.currentTarget.checked)}
        />
      </td>
      <td className={styles.item}>
        <button type="button" className={styles.open} onClick={() => acts.openWhy(row)}>
          <NameOverCode name={row.item.name} code={row.item.sku} />
        </button>
      </td>
      <td className={styles.place} data-wide>
        {placeText(row)}
        {showsSupplier ? <small>{supplierText(row)}</small> : null}
      </td>
      <td data-num data-wide>
        {unitsText(row.onHand.quantity)}
      </td>
      <td data-num data-wide data-out={!available.quantity.match(/[1-9]/) || undefined}>
        {unitsText(available.quantity)}
      </td>
      <td data-num data-wide data-quiet={isZero(coming.quantity) || undefined}>
        {unitsText(coming.quantity)}
      </td>
      <td data-num data-wide>
        {sellsOutOn === null ? '–' : daySoon(sellsOutOn)}
      </td>
      <td data-num data-wide>
        {isMessage ? '–' : daySoon(orderBy)}
      </td>
      <td className={styles.urgency}>
        <UrgencyMark urgency={row.urgencyKind} label={messageLabel(row)} />
        <small data-narrow>{narrowText(row)}</small>
        <Notes row={row} />
      </td>
      <td data-num data-wide>
        {unitsText(needed.quantity)}
      </td>
      <td data-num className={styles.quantity}>
        {isMessage ? '–' : <QuantityCell row={row} decided={acts.decided} />}
      </td>
      <td data-num data-wide>
        {value === null || isZero(value.amount) ? '–' : moneyText(value)}
      </td>
    </tr>
  )
}

/** Under the urgency: what is not to be seen of the figures. */
function Notes({ row: { topped, isShared, decision } }: { readonly row: ProposalRow }) {
  return (
    <>
      {isZero(topped.quantity) ? null : <small>{unitsText(topped.quantity)} to fill up</small>}
      {isShared ? <small>shared, asks for more</small> : null}
      {decision?.snoozedUntil ? <small>until {dayText(decision.snoozedUntil)}</small> : null}
    </>
  )
}

function placeText({ place, fromPlace }: ProposalRow): string {
  return fromPlace === null ? place.name : `${fromPlace.name} → ${place.name}`
}

function supplierText({ supplier, fromPlace }: ProposalRow): string {
  return supplier?.name ?? (fromPlace ? 'to be moved' : 'no supplier')
}

/** On a phone, in place of the columns that it has no room for. */
function narrowText({ kind, orderBy, value, place, fromPlace }: ProposalRow): string {
  if (fromPlace !== null) return `${fromPlace.name} → ${place.name}`
  if (kind !== 'buy' || value === null) return place.name
  return `${place.name}, by ${daySoon(orderBy)}, ${moneyText(value)}`
}

function daySoon(day: string): string {
  return day === today() ? 'today' : dayText(day)
}
