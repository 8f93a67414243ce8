import { useEffect, useRef, useState } from 'react'

import type { OrderRow, OrderView } from '#contracts/flow/purchasing'
import { useDocument } from '../../api/queries.ts'
import { dayText } from '../../look/days.ts'
import { moneyText } from '../../look/format.ts'
import { SearchSelect } from '../../parts/fields/search-select.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import styles from './invoices.module.css'

type OrderPickProps = {
  readonly supplierId: string
  /** Numbers of the orders that are laid beside already. */
  readonly taken: ReadonlySet<string>
  readonly companyId: string | undefined
  readonly currency: string | undefined
  readonly take: (order: OrderView) => void
}

/** Lays an order of the supplier beside the paper; one after the other, when it bills several. */
export function OrderPick({ supplierId, taken, companyId, currency, take }: OrderPickProps) {
  const [orderId, setOrderId] = useState<string>()
  const path = `/purchase-orders/${orderId}`
  const { document: order, problem } = useDocument<OrderView>(path, {}, orderId !== undefined)
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  const complaint = order && complaintOn(order, { taken, companyId, currency })
  useEffect(() => {
    if (order === undefined || complaint !== undefined) return
    latest.current(order)
    setOrderId(undefined)
  }, [order, complaint])
  return (
    <div className={styles.pick}>
      <SearchSelect<OrderRow>
        key={taken.size}
        label={taken.size === 0 ? 'Order' : 'Another order'}
        path="/purchase-orders"
        query={{ supplierId, sort: '-orderedOn', ...(companyId ? { companyId } : {}) }}
        placeholder="Number of the order"
        optionOf={({ id, number, orderedOn, total }) => ({
          id,
          label: number ?? 'Draft',
          note: `${dayText(orderedOn)}, ${moneyText(total)}`,
        })}
        value={orderId}
        onChange={setOrderId}
        error={complaint}
      />
      {problem ? <Refusal problem={problem} /> : null}
    </div>
  )
}

type Beside = Pick<OrderPickProps, 'taken' | 'companyId' | 'currency'>

function complaintOn(order: OrderView, { taken, companyId, currency }: Beside): string | undefined {
  if (order.lifecycle === 'draft') return 'This order was not sent yet.'
  if (taken.has(order.number ?? '')) return 'This order is laid beside already.'
  if (companyId && order.company.id !== companyId) return `This order is of ${order.company.name}.`
  if (currency && order.total.currency !== currency) {
    return `This order is in ${order.total.currency}.`
  }
  return undefined
}
