import type { PlanningItemView } from '#contracts/records/assortment'

import type { RecordField } from '../../parts/record-form/types.ts'
import { SellsLike, type Told } from './sells-like.tsx'
import { criticalityOptions } from './words.ts'

/** What is said of an item at a place. */
export const saidKeys = [
  'criticality',
  'shelfLifeDays',
  'analogItemId',
  'launchOn',
  'endOn',
  'isPlanned',
] as const

export const shelfLifeField: RecordField = {
  kind: 'whole',
  key: 'shelfLifeDays',
  label: 'Shelf life',
  suffix: 'days',
  hint: 'No more is ordered than sells within it',
}

export function saidFields(
  saved: PlanningItemView | undefined,
  told: Told,
): readonly RecordField[] {
  const analog = saved?.analogItem
  return [
    {
      kind: 'choice',
      key: 'criticality',
      label: 'Criticality',
      hint: 'Picks its own rule of the policy',
      options: criticalityOptions,
    },
    shelfLifeField,
    {
      kind: 'own',
      key: 'analogItemId',
      label: 'Sells like',
      isWide: true,
      render: (props) => (
        <SellsLike
          {...props}
          told={told}
          chosen={analog ? { id: analog.id, label: analog.name, note: analog.sku } : undefined}
        />
      ),
    },
    { kind: 'day', key: 'launchOn', label: 'Sold from' },
    { kind: 'day', key: 'endOn', label: 'Last day it is sold' },
    { kind: 'flag', key: 'isPlanned', label: 'Planned', hint: 'Proposals are made for it' },
  ]
}
