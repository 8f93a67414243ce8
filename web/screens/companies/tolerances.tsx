import { Button } from '@mantine/core'
import { useState } from 'react'

import type { ToleranceView } from '#contracts/flow/matching'
import type { CompanyView } from '#contracts/records/companies'

import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { bpsText, type MoneyWire, moneyText, unitsText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import formStyles from '../../parts/record-form/record-form.module.css'
import { Refusal } from '../../parts/refusal.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ToleranceDialog } from './tolerance-dialog.tsx'

type Tolerances = { readonly items: readonly ToleranceView[] }

/** How far a bill may go beyond what was agreed before a person looks; a supplier's own wins. */
export function Tolerances({ company }: { readonly company: CompanyView }) {
  const [open, setOpen] = useState<ToleranceView | 'new'>()
  const mayWrite = usePermission('records.write')
  const query = { companyId: company.id }
  const { document, problem } = useDocument<Tolerances>('/match-tolerances', query)
  const items = document?.items ?? []
  const usual = items.find(({ supplierId }) => supplierId === null)
  if (problem) return <Refusal problem={problem} sentence="The tolerances can’t be shown." />
  return (
    <>
      <Scrollable label="Match tolerances">
        <table className={ui.table}>
          <caption>Match tolerances of {company.name}</caption>
          <thead>
            <tr>
              <th scope="col">For</th>
              <th scope="col" data-num>
                Price over
              </th>
              <th scope="col" data-num>
                Base units over
              </th>
              <th scope="col" data-num>
                Charges over
              </th>
              <th scope="col" data-num>
                Total over
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {items.map((tolerance) => (
              <Row
                key={tolerance.supplierId ?? 'all'}
                tolerance={tolerance}
                change={mayWrite ? () => setOpen(tolerance) : undefined}
              />
            ))}
          </tbody>
        </table>
      </Scrollable>
      {mayWrite && usual ? (
        <div className={formStyles.form}>
          <Button variant="default" onClick={() => setOpen('new')}>
            Set one for a supplier…
          </Button>
        </div>
      ) : null}
      {open && usual ? (
        <ToleranceDialog
          company={company}
          tolerance={open === 'new' ? usual : open}
          isForSupplier={open === 'new'}
          close={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )
}

type RowProps = {
  readonly tolerance: ToleranceView
  readonly change: (() => void) | undefined
}

function Row({ tolerance, change }: RowProps) {
  const name = tolerance.supplierName ?? 'Every supplier'
  return (
    <tr>
      <th scope="row">
        {name} {tolerance.isUsual ? <StatusBadge tone="neutral">Usual</StatusBadge> : null}
      </th>
      <td data-num>{shareText(tolerance.priceOverBps, tolerance.priceOver)}</td>
      <td data-num>{unitsText(tolerance.unitsOverMax)}</td>
      <td data-num>{shareText(tolerance.chargeOverBps, tolerance.chargeOver)}</td>
      <td data-num>{shareText(tolerance.totalOverBps, tolerance.totalOver)}</td>
      <td data-num>
        {change ? (
          <Button variant="default" onClick={change} aria-label={`Change for ${name}`}>
            Change…
          </Button>
        ) : null}
      </td>
    </tr>
  )
}

/** Within both: `2 % and $50.00`. */
function shareText(bps: number, money: MoneyWire): string {
  return `${bpsText(bps)} and ${moneyText(money)}`
}
