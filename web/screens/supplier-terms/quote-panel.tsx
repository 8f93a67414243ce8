import { Select } from '@mantine/core'
import { useState } from 'react'

import type { QuoteLineView } from '#contracts/flow/agreements'
import type { ItemView } from '#contracts/records/items'

import { useDocument } from '../../api/queries.ts'
import { today } from '../../look/days.ts'
import ui from '../../look/ui.module.css'
import { DayField } from '../../parts/fields/day-field.tsx'
import { QuantityField } from '../../parts/fields/decimal-field.tsx'
import { ItemSelect, PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { Quoted } from './quoted.tsx'

export type QuotePanelProps = { readonly isOpen: boolean; readonly close: () => void }

/** Whose terms an order would be priced by, and why. Nothing is kept. */
export function QuotePanel({ isOpen, close }: QuotePanelProps) {
  const [item, setItem] = useState<ItemView>()
  const [placeId, setPlaceId] = useState<string>()
  const [quantity, setQuantity] = useState<string>()
  const [unit, setUnit] = useState<string>()
  const [day, setDay] = useState<string | undefined>(today())
  const isAsked = item !== undefined && placeId !== undefined && quantity !== undefined
  const query = { itemId: item?.id, placeId, day, quantity, unit: unit ?? item?.unit }
  const isOn = isOpen && isAsked && day !== undefined
  const { document, problem } = useDocument<{ lines: readonly QuoteLineView[] }>(
    '/quotes',
    query,
    isOn,
  )
  const [line] = isOn ? (document?.lines ?? []) : []
  const units = item ? [item.unit, ...item.packs.map((pack) => pack.unit)] : []
  return (
    <SidePanel title="Quote" isOpen={isOpen} close={close} isCloseable>
      <section className={ui.stack}>
        <ItemSelect<ItemView>
          value={item?.id}
          onChange={() => undefined}
          onPick={(picked) => {
            setItem(picked)
            setUnit(picked?.unit)
          }}
        />
        <PlaceSelect label="Ship to" value={placeId} onChange={setPlaceId} />
        <div className={ui.fields}>
          <QuantityField label="Quantity" value={quantity} onChange={setQuantity} />
          <Select
            label="Unit"
            data={units}
            value={unit ?? item?.unit ?? null}
            disabled={units.length < 2}
            allowDeselect={false}
            onChange={(next) => setUnit(next ?? undefined)}
          />
        </div>
        <DayField label="Ordered on" value={day} onChange={setDay} />
      </section>
      <section aria-live="polite" aria-label="What it comes to">
        {problem ? <Refusal problem={problem} /> : null}
        {line && !problem ? <Quoted line={line} /> : null}
        {isAsked ? null : (
          <p className={ui.quiet}>
            Choose an item, a place and a quantity: this says which supplier’s terms would hold.
          </p>
        )}
      </section>
    </SidePanel>
  )
}
