import { Modal } from '@mantine/core'

import type { ProposalRow, ProposalView } from '#contracts/flow/planning'

import { useAct } from '../../api/acts.ts'
import { useDocument } from '../../api/queries.ts'
import { dayText } from '../../look/days.ts'
import { isZero, moneyText, priceText, unitsText } from '../../look/format.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import styles from './buy-list.module.css'
import { keptOf } from './quantity-cell.tsx'
import { sourceText } from './words.ts'

type SourceDialogProps = {
  readonly row: ProposalRow
  readonly close: () => void
  readonly done: (row: ProposalRow) => void
}

/** Who to buy it of, or the lane to move it by; both null: as planned. */
type Source = { readonly supplierId: string | null; readonly laneId: string | null }

/** Who else sells it and where else it is, with what that would mean; the item is planned anew at once. */
export function SourceDialog({ row, close, done }: SourceDialogProps) {
  const { document } = useDocument<ProposalView>(`/proposals/${row.id}`)
  const act = useAct<Source, ProposalView>(
    (source) => ({
      method: 'PUT',
      path: `/proposals/${row.id}/decision`,
      body: { ...keptOf(row), ...source, quantity: null },
    }),
    (view) => {
      toast({ text: toldOf(view) })
      done(view)
      close()
    },
  )
  const ways = document ? waysOf(document) : []
  return (
    <Modal opened onClose={close} title={`Get ${row.item.name} elsewhere`} size={520}>
      <div className={styles.suppliers}>
        <p>
          Now from <b>{sourceText(row)}</b>: {unitsText(row.ordered.quantity)} by{' '}
          {dayText(row.arrivesOn)}
          {row.value && !isZero(row.value.amount) ? ` for ${moneyText(row.value)}` : ''}.
        </p>
        {act.problem ? <Refusal problem={act.problem} /> : null}
        {document && ways.length === 0 ? (
          <p>Nobody else has terms for it, and no other lane brings it here.</p>
        ) : null}
        {ways.map(({ key, name, facts, costs, source }, at) => (
          <button
            key={key}
            type="button"
            className={styles.supplier}
            data-autofocus={at === 0 || undefined}
            disabled={act.isRunning}
            onClick={() => void act.run(source)}
          >
            <b>{name}</b>
            <span className={styles.supplierFacts}>{facts}</span>
            <span className={styles.supplierFacts}>{costs}</span>
          </button>
        ))}
        {row.decision?.supplierId || row.decision?.laneId ? (
          <button
            type="button"
            className={styles.supplier}
            disabled={act.isRunning}
            onClick={() => void act.run({ supplierId: null, laneId: null })}
          >
            <b>As planned</b>
            <span className={styles.supplierFacts}>Take the choice back</span>
          </button>
        ) : null}
      </div>
    </Modal>
  )
}

/** By a quicker way it may not be due yet: then it leaves the list until it is. */
function toldOf(view: ProposalView): string {
  const { item, status } = view
  return status === 'gone'
    ? `${item.name} need not be ordered yet that way; it is back in the list when it must be.`
    : `${item.name} now comes from ${sourceText(view)}.`
}

type Way = {
  readonly key: string
  readonly name: string
  readonly facts: string
  readonly costs: string
  readonly source: Source
}

/** Suppliers first, then lanes; each with what it costs, and with what comes too late where that was weighed. */
function waysOf({ alternatives, moves }: ProposalView): readonly Way[] {
  return [
    ...alternatives.map(({ supplier, price, value, cost, ...one }) => ({
      key: supplier.id,
      name: supplier.name,
      facts: `${whenText(one)}${price ? `, ${priceText(price)}` : ''}`,
      costs: costsText(value, cost),
      source: { supplierId: supplier.id, laneId: null },
    })),
    ...moves.map(({ laneId, fromPlace, value, cost, ...one }) => ({
      key: laneId,
      name: `Moved from ${fromPlace.name}`,
      facts: whenText(one),
      costs: costsText(value, cost),
      source: { supplierId: null, laneId },
    })),
  ]
}

type When = Pick<ProposalView['moves'][number], 'quantity' | 'arrivesOn' | 'leadDays'>

function whenText({ quantity, arrivesOn, leadDays }: When): string {
  return `${unitsText(quantity.quantity)} by ${dayText(arrivesOn)}, ${leadDays} d`
}

function costsText(value: ProposalView['value'], cost: ProposalView['cost']): string {
  const all = cost === null ? '' : `${moneyText(cost)} in all`
  return [value === null ? '' : moneyText(value), all].filter((part) => part !== '').join(', ')
}
