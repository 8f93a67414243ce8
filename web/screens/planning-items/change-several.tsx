import { useState } from 'react'

import type { PlanningItemView } from '#contracts/records/assortment'

import { useAct } from '../../api/acts.ts'
import { countText } from '../../look/format.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { RecordInputs } from '../../parts/record-form/record-inputs.tsx'
import type { RecordField, Values } from '../../parts/record-form/types.ts'
import { toast } from '../../parts/toast.tsx'
import { shelfLifeField } from './fields.tsx'
import { criticalityOptions } from './words.ts'

type SeveralProps = { readonly rows: readonly PlanningItemView[]; readonly close: () => void }

/** The same change for all that were chosen; what is not touched stays. */
export function ChangeSeveral({ rows, close }: SeveralProps) {
  const [values, setValues] = useState<Values>({})
  const changes = changesOf(values)
  const act = useAct(
    () => ({
      path: '/planning-items/changes',
      body: {
        pairs: rows.map(({ item, place }) => ({ itemId: item.id, placeId: place.id })),
        changes,
      },
    }),
    () => {
      toast({ text: `${countText(rows.length)} changed; the next run goes by it.` })
      close()
    },
  )
  return (
    <ConfirmAct
      title={`Change ${countText(rows.length)}`}
      isOpen
      close={close}
      size={560}
      sentence="What you leave as it is stays as it was said."
      verb="Change all"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={Object.keys(changes).length === 0}
      problem={act.problem ?? act.conflict}
    >
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

const asItIs = { value: '', label: 'As it is' }

const fields: readonly RecordField[] = [
  {
    kind: 'choice',
    key: 'criticality',
    label: 'Criticality',
    options: [asItIs, ...criticalityOptions],
  },
  {
    kind: 'choice',
    key: 'planned',
    label: 'Planned',
    options: [asItIs, { value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }],
  },
  shelfLifeField,
  { kind: 'day', key: 'launchOn', label: 'Sold from' },
  { kind: 'day', key: 'endOn', label: 'Last day it is sold' },
]

function changesOf({ planned, ...values }: Values): Values {
  const said = Object.entries(values).filter(([, value]) => value !== '' && value !== undefined)
  const isPlanned = planned === 'yes' || planned === 'no' ? { isPlanned: planned === 'yes' } : {}
  return { ...Object.fromEntries(said), ...isPlanned }
}
