import { Select } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { ItemView } from '#contracts/records/items'
import type { SupplierView } from '#contracts/records/suppliers'

import { useDocument } from '../../api/queries.ts'
import { today } from '../../look/days.ts'
import ui from '../../look/ui.module.css'
import { DayField } from '../../parts/fields/day-field.tsx'
import { ItemSelect, PlaceSelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { RecordFoot } from '../../parts/record-form/record-foot.tsx'
import styles from '../../parts/record-form/record-form.module.css'
import { RecordInputs } from '../../parts/record-form/record-inputs.tsx'
import { useRecordForm } from '../../parts/record-form/use-record-form.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { type Break, Breaks, newBreak } from './breaks.tsx'
import { areWritten, termFields } from './fields.tsx'

const crumb = { label: 'Supplier terms', to: '/supplier-terms' }

/** Opened from a supplier or an item, that one is chosen already. */
export function NewTerm() {
  const asked = useSearch({ strict: false }) as { supplierId?: string; itemId?: string }
  const supplier = useDocument<SupplierView>(
    `/suppliers/${asked.supplierId}`,
    {},
    asked.supplierId !== undefined,
  )
  const item = useDocument<ItemView>(`/items/${asked.itemId}`, {}, asked.itemId !== undefined)
  const isReading = supplier.isLoading || item.isLoading
  if (isReading) {
    return (
      <Page title="New terms" crumb={crumb}>
        <p role="status">Reading the records</p>
      </Page>
    )
  }
  return <Form supplier={supplier.document} item={item.document} />
}

type FormProps = {
  readonly supplier: SupplierView | undefined
  readonly item: ItemView | undefined
}

function Form(given: FormProps) {
  const go = useGo()
  const [supplier, setSupplier] = useState(given.supplier)
  const [item, setItem] = useState(given.item)
  const [placeId, setPlaceId] = useState<string>()
  const [unit, setUnit] = useState(given.item?.unit)
  const [validFrom, setValidFrom] = useState<string | undefined>(today())
  const currency = supplier?.currency ?? 'USD'
  const counted = unit ?? 'EA'
  const [breaks, setBreaks] = useState<readonly Break[]>([newBreak('1', counted, currency)])
  const fields = termFields(counted)
  const one = { quantity: '1', unit: counted }
  const form = useRecordForm<{ readonly id: string }>({
    fields,
    defaults: { moq: one, multiple: one, leadTimeDays: 14, rank: 1 },
    extra: {
      supplierId: supplier?.id,
      itemId: item?.id,
      ...(placeId ? { placeId } : {}),
      unit: counted,
      validFrom,
      breaks: breaks.map(({ from, price }) => ({
        from: { ...from, unit: counted },
        price: { ...price, currency, unit: counted },
      })),
    },
    path: '/supplier-terms',
    onDone: ({ id }) => {
      toast({ text: 'The terms hold.' })
      go(`/supplier-terms/${id}`)
    },
  })
  const isReady = supplier && item && validFrom && areWritten(breaks)
  const units = item ? [item.unit, ...item.packs.map((pack) => pack.unit)] : []
  return (
    <Page
      title="New terms"
      crumb={crumb}
      foot={
        <RecordFoot
          form={{ ...form, canSave: form.canSave && isReady !== undefined && isReady !== false }}
          noun="terms"
          note={
            isReady
              ? `Orders of ${item.name} to ${supplier.name} are priced by them from ${validFrom} on.`
              : 'Choose a supplier and an item, and write at least one price.'
          }
        />
      }
    >
      <div className={styles.form}>
        {form.act.problem ? (
          <Refusal problem={form.act.problem} sentence="The terms were not added." />
        ) : null}
        <div className={ui.fields}>
          <SupplierSelect<SupplierView>
            isRequired
            value={supplier?.id}
            chosen={supplier && { id: supplier.id, label: supplier.name }}
            onChange={() => undefined}
            onPick={setSupplier}
          />
          <ItemSelect<ItemView>
            isRequired
            value={item?.id}
            chosen={item && { id: item.id, label: item.name }}
            onChange={() => undefined}
            onPick={(picked) => {
              setItem(picked)
              setUnit(picked?.unit)
            }}
          />
          <PlaceSelect
            label="Place"
            hint="Empty: every place"
            value={placeId}
            onChange={setPlaceId}
          />
          <Select
            label="They count in"
            data={units}
            value={unit ?? null}
            disabled={units.length < 2}
            allowDeselect={false}
            onChange={(next) => setUnit(next ?? undefined)}
          />
          <DayField label="In force from" isRequired value={validFrom} onChange={setValidFrom} />
        </div>
      </div>
      <Breaks
        breaks={breaks}
        onChange={setBreaks}
        unit={counted}
        currency={currency}
        isDisabled={false}
        problem={form.act.problem}
      />
      <div className={styles.form}>
        <RecordInputs
          fields={fields}
          values={inUnit(form.values, counted)}
          set={form.set}
          problem={form.act.problem}
          isNew
        />
      </div>
    </Page>
  )
}

/** Counts are shown, and sent, in the unit that is chosen now. */
function inUnit(values: Readonly<Record<string, unknown>>, unit: string) {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null && 'quantity' in value
        ? { ...value, unit }
        : value,
    ]),
  )
}
