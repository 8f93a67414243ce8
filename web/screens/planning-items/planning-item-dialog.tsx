import { Button } from '@mantine/core'
import { useState } from 'react'

import type { PlanningItemView } from '#contracts/records/assortment'

import { useAct } from '../../api/acts.ts'
import { usePermission } from '../../api/session.ts'
import ui from '../../look/ui.module.css'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { ItemSelect, PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { RecordInputs } from '../../parts/record-form/record-inputs.tsx'
import type { Values } from '../../parts/record-form/types.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { saidFields, saidKeys } from './fields.tsx'

type DialogProps = {
  /** Undefined: of an item that planning was told nothing of yet. */
  readonly saved: PlanningItemView | undefined
  readonly close: () => void
}

const usual: Values = { criticality: 'normal', isPlanned: true }

/** What planning is told of one item at one place. */
export function PlanningItemDialog({ saved, close }: DialogProps) {
  const mayWrite = usePermission('plans.write')
  const [itemId, setItemId] = useState(saved?.item.id)
  const [placeId, setPlaceId] = useState(saved?.place.id)
  const [values, setValues] = useState<Values>(saved ?? usual)
  const ifMatch = saved && `"${saved.version}"`
  const path = `/planning-items/${itemId}/${placeId}`
  const act = useAct(
    () => ({ method: 'PUT', path, ifMatch, body: bodyOf(values) }),
    () => {
      toast({ text: 'Planning knows; the next run goes by it.' })
      close()
    },
  )
  const name = saved ? `${saved.item.name} at ${saved.place.name}` : 'Tell of an item'
  return (
    <ConfirmAct
      title={name}
      isOpen
      close={close}
      size={560}
      sentence={
        mayWrite
          ? 'The next run of planning goes by it.'
          : 'Your role reads plans; ask a planner to change this.'
      }
      verb="Save"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={!mayWrite || itemId === undefined || placeId === undefined}
      problem={act.problem ?? act.conflict}
    >
      {saved ? null : (
        <div className={ui.fields}>
          <ItemSelect value={itemId} onChange={setItemId} isRequired />
          <PlaceSelect value={placeId} onChange={setPlaceId} isRequired />
        </div>
      )}
      <RecordInputs
        fields={saidFields(saved, { itemId, placeId })}
        values={values}
        set={(key, value) => setValues({ ...values, [key]: value })}
        problem={act.problem}
        isNew={saved === undefined}
        isDisabled={!mayWrite}
      />
      {saved && mayWrite ? <Forget saved={saved} close={close} /> : null}
    </ConfirmAct>
  )
}

function bodyOf(values: Values): Values {
  return Object.fromEntries(saidKeys.map((key) => [key, values[key] ?? undefined]))
}

function Forget({
  saved,
  close,
}: {
  readonly saved: PlanningItemView
  readonly close: () => void
}) {
  const { item, place, version } = saved
  const act = useAct(
    () => ({
      method: 'DELETE',
      path: `/planning-items/${item.id}/${place.id}`,
      ifMatch: `"${version}"`,
    }),
    () => {
      toast({ text: `${item.name} is planned as usual again.` })
      close()
    },
  )
  const problem = act.problem ?? act.conflict
  return (
    <div>
      <Button
        variant="default"
        size="compact-sm"
        loading={act.isRunning}
        onClick={() => void act.run()}
      >
        Plan as usual again
      </Button>
      {problem ? <Refusal problem={problem} /> : null}
    </div>
  )
}
