import { type KeyboardEvent, useRef, useState } from 'react'

import type { ProposalRow, ProposalView } from '#contracts/flow/planning'

import { useAct } from '../../api/acts.ts'
import { usePermission } from '../../api/session.ts'
import { compareDecimals, readDecimal } from '../../look/decimal.ts'
import { unitsText } from '../../look/format.ts'
import styles from './buy-list.module.css'
import { nameOf } from './words.ts'

type QuantityCellProps = {
  readonly row: ProposalRow
  readonly decided: (row: ProposalRow) => void
}

/** What will be ordered, to be typed over in place. Enter keeps it, Escape leaves it as it was. */
export function QuantityCell({ row, decided }: QuantityCellProps) {
  const [typed, setTyped] = useState<string>()
  const isDropped = useRef(false)
  const act = useAct<string, ProposalView>(
    (quantity) => ({
      method: 'PUT',
      path: `/proposals/${row.id}/decision`,
      body: { ...keptOf(row), quantity: quantityOf(row, quantity) },
    }),
    (view) => {
      setTyped(undefined)
      decided(view)
    },
  )
  const keep = () => {
    if (isDropped.current) {
      isDropped.current = false
      return
    }
    const quantity = typed === undefined ? undefined : readDecimal(typed)
    if (quantity === undefined || compareDecimals(quantity, row.ordered.quantity) === 0) {
      setTyped(undefined)
    } else void act.run(quantity)
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      isDropped.current = true
      setTyped(undefined)
    }
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
  }
  const mayDecide = usePermission('plans.write')
  if (!mayDecide) return unitsText(row.ordered.quantity)
  const reasons = act.problem?.errors.map(({ detail }) => detail).join(' ') ?? ''
  return (
    <>
      <input
        className={styles.quantityField}
        inputMode="decimal"
        aria-label={`Order quantity of ${nameOf(row)}`}
        aria-invalid={act.problem ? true : undefined}
        title={act.problem ? reasons || act.problem.detail : undefined}
        data-decided={row.decision?.quantity != null || undefined}
        data-quantity={row.id}
        value={typed ?? unitsText(row.ordered.quantity)}
        readOnly={act.isRunning}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKey}
        onBlur={keep}
      />
      {act.problem ? (
        <span className={styles.quantityWrong} role="alert">
          {reasons || act.problem.detail}
        </span>
      ) : null}
    </>
  )
}

/** What was decided before and is not decided anew. */
export function keptOf({ decision }: ProposalRow) {
  return {
    quantity: decision?.quantity ?? null,
    supplierId: decision?.supplierId ?? null,
    laneId: decision?.laneId ?? null,
    snoozedUntil: decision?.snoozedUntil ?? null,
    reason: decision?.reason ?? '',
  }
}

/** Typing the suggestion again takes the decision back. */
function quantityOf({ suggested, item }: ProposalRow, quantity: string) {
  return compareDecimals(quantity, suggested.quantity) === 0 ? null : { quantity, unit: item.unit }
}
