import { useState } from 'react'

import type { ToleranceView } from '#contracts/flow/matching'
import type { CompanyView } from '#contracts/records/companies'

import { useAct } from '../../api/acts.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { RecordInputs } from '../../parts/record-form/record-inputs.tsx'
import type { RecordField, Values } from '../../parts/record-form/types.ts'
import { missingText } from '../../parts/record-form/values.ts'
import { toast } from '../../parts/toast.tsx'

export type ToleranceDialogProps = {
  readonly company: CompanyView
  /** What is set now, or what a supplier's own starts from. */
  readonly tolerance: ToleranceView
  readonly isForSupplier: boolean
  readonly close: () => void
}

export function ToleranceDialog(props: ToleranceDialogProps) {
  const { company, tolerance, isForSupplier, close } = props
  const fields = fieldsIn(company.currency)
  const [values, setValues] = useState<Values>(pickedFrom(tolerance, fields))
  const [supplierId, setSupplierId] = useState(tolerance.supplierId ?? undefined)
  const missing = missingText(fields, values)
  const isReady = missing === undefined && (!isForSupplier || supplierId !== undefined)
  const act = useAct(
    () => ({
      method: 'PUT',
      path: '/match-tolerances',
      body: {
        ...values,
        unitsOverMax: String(values['unitsOverMax']),
        companyId: company.id,
        ...(supplierId === undefined ? {} : { supplierId }),
      },
    }),
    () => {
      toast({ text: 'The tolerance holds from the next match on.' })
      close()
    },
  )
  const name = tolerance.supplierName ?? 'every supplier'
  return (
    <ConfirmAct
      title={isForSupplier ? 'Tolerance for a supplier' : `Tolerance for ${name}`}
      isOpen
      close={close}
      size={560}
      sentence="A bill within both the share and the amount is posted by itself; beyond, it waits for a person."
      verb="Save tolerance"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={!isReady}
      problem={act.problem}
    >
      {isForSupplier ? (
        <SupplierSelect isRequired value={supplierId} onChange={setSupplierId} />
      ) : null}
      <RecordInputs
        fields={fields}
        values={values}
        set={(key, value) => setValues({ ...values, [key]: value })}
        problem={act.problem}
        isNew
      />
    </ConfirmAct>
  )
}

function fieldsIn(currency: string): readonly RecordField[] {
  const share = (key: string, label: string): RecordField => {
    return { kind: 'percent', key, label, isRequired: true }
  }
  const money = (key: string, label: string): RecordField => {
    return { kind: 'money', key, label, currency, isRequired: true }
  }
  return [
    share('priceOverBps', 'Price over by'),
    money('priceOver', 'And by at most'),
    share('chargeOverBps', 'Charges over by'),
    money('chargeOver', 'And charges by at most'),
    share('totalOverBps', 'Total over by'),
    money('totalOver', 'And total by at most'),
    {
      kind: 'whole',
      key: 'unitsOverMax',
      label: 'Units beyond receipt',
      suffix: 'base units',
      isRequired: true,
    },
  ]
}

function pickedFrom(tolerance: ToleranceView, fields: readonly RecordField[]): Values {
  const known = tolerance as unknown as Values
  return Object.fromEntries(fields.map(({ key }) => [key, known[key]]))
}
