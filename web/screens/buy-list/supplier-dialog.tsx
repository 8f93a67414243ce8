import { Modal } from '@mantine/core'

import type { ProposalRow, ProposalView } from '#contracts/flow/planning'

import { useAct } from '../../api/acts.ts'
import { useDocument } from '../../api/queries.ts'
import { dayText } from '../../look/days.ts'
import { moneyText, priceText, unitsText } from '../../look/format.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import styles from './buy-list.module.css'
import { keptOf } from './quantity-cell.tsx'

type SupplierDialogProps = {
  readonly row: ProposalRow
  readonly close: () => void
  readonly done: (row: ProposalRow) => void
}

/** Who else has terms for the item, with what that would mean; the item is planned anew at once. */
export function SupplierDialog({ row, close, done }: SupplierDialogProps) {
  const { document } = useDocument<ProposalView>(`/proposals/${row.id}`)
  const act = useAct<string | null, ProposalView>(
    (supplierId) => ({
      method: 'PUT',
      path: `/proposals/${row.id}/decision`,
      body: { ...keptOf(row), supplierId, quantity: null },
    }),
    (view) => {
      toast({
        text: `${view.item.name} now comes from ${view.supplier?.name ?? 'its usual supplier'}.`,
      })
      done(view)
      close()
    },
  )
  const others = document?.alternatives ?? []
  return (
    <Modal opened onClose={close} title={`Buy ${row.item.name} elsewhere`} size={520}>
      <div className={styles.suppliers}>
        <p>
          Now from <b>{row.supplier?.name ?? 'nobody'}</b>: {unitsText(row.ordered.quantity)} by{' '}
          {dayText(row.arrivesOn)}
          {row.value ? ` for ${moneyText(row.value)}` : ''}.
        </p>
        {act.problem ? <Refusal problem={act.problem} /> : null}
        {document && others.length === 0 ? <p>Nobody else has terms for it.</p> : null}
        {others.map((one, at) => (
          <button
            key={one.supplier.id}
            type="button"
            className={styles.supplier}
            data-autofocus={at === 0 || undefined}
            disabled={act.isRunning}
            onClick={() => void act.run(one.supplier.id)}
          >
            <b>{one.supplier.name}</b>
            <span className={styles.supplierFacts}>
              {unitsText(one.quantity.quantity)} by {dayText(one.arrivesOn)}, {one.leadDays} d
              {one.price ? `, ${priceText(one.price)}` : ''}
            </span>
            <span className={styles.supplierFacts}>{one.value ? moneyText(one.value) : ''}</span>
          </button>
        ))}
        {row.isSwitched ? (
          <button type="button" className={styles.supplier} onClick={() => void act.run(null)}>
            <b>As planned</b>
            <span className={styles.supplierFacts}>Take the choice back</span>
          </button>
        ) : null}
      </div>
    </Modal>
  )
}
