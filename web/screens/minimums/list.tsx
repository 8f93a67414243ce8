import { Button } from '@mantine/core'
import { useState } from 'react'

import type { OrderMinimumView } from '#contracts/flow/planning'

import { usePermission } from '../../api/session.ts'
import { moneyText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PlaceSelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import { minimumFields, volumeText, weightText } from './fields.tsx'
import { weekdaysText } from './weekdays.tsx'

export type MinimumListProps = {
  readonly isAdding: boolean
  readonly add: () => void
  readonly close: () => void
}

/** What each supplier asks for at least, what its orders travel in, and when they are made. */
export function MinimumList({ isAdding, add, close }: MinimumListProps) {
  const mayWrite = usePermission('plans.write')
  const [open, setOpen] = useState<OrderMinimumView>()
  const [currency, setCurrency] = useState<string>()
  const leave = () => {
    setOpen(undefined)
    setCurrency(undefined)
    close()
  }
  return (
    <>
      <DataList<OrderMinimumView>
        id="minimums"
        label="Minimums"
        path="/order-minimums"
        columns={columns}
        filters={filters}
        rowId={({ id }) => id}
        rowName={nameOf}
        onOpen={setOpen}
        empty={
          <EmptyState
            title="No minimum yet"
            acts={mayWrite ? <Button onClick={add}>Add the first minimum</Button> : null}
          >
            Where a supplier wants orders of at least a value, ships whole containers, or is ordered
            from on some days only, say so here: what is due is then filled up with what runs out
            next.
          </EmptyState>
        }
      />
      {isAdding || open ? (
        <RecordDialog
          noun="minimum"
          fields={minimumFields({
            saved: open,
            currency,
            pick: (supplier) => setCurrency(supplier?.currency),
          })}
          saved={open}
          defaults={{ reviewDays: 127 }}
          path="/order-minimums"
          nameOf={() => (open === undefined ? 'The minimum' : `The minimum of ${nameOf(open)}`)}
          permission="plans.write"
          note={open ? `Of ${nameOf(open)}.` : 'What is proposed is filled up to it at once.'}
          close={leave}
        />
      ) : null}
    </>
  )
}

function nameOf({ supplierName, placeName }: OrderMinimumView): string {
  return placeName === null ? supplierName : `${supplierName} at ${placeName}`
}

const columns: readonly Column<OrderMinimumView>[] = [
  {
    key: 'supplier',
    head: 'Supplier',
    isAlways: true,
    width: 260,
    cell: ({ supplierName }) => supplierName,
  },
  { key: 'place', head: 'Place', width: 200, cell: ({ placeName }) => placeName ?? 'Any' },
  {
    key: 'minimumValue',
    head: 'At least',
    isFigure: true,
    cell: ({ minimumValue }) => moneyText(minimumValue),
  },
  { key: 'loadName', head: 'Load', cell: ({ loadName }) => loadName || '–' },
  {
    key: 'volume',
    head: 'Room',
    isFigure: true,
    cell: ({ loadVolumeCm3 }) => volumeText(loadVolumeCm3),
  },
  {
    key: 'weight',
    head: 'Weight',
    isFigure: true,
    cell: ({ loadWeightGrams }) => weightText(loadWeightGrams),
  },
  { key: 'days', head: 'Ordered on', cell: ({ reviewDays }) => weekdaysText(reviewDays) },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
  {
    kind: 'search',
    label: 'Place',
    key: 'placeId',
    render: (field) => <PlaceSelect isBare {...field} />,
  },
]
