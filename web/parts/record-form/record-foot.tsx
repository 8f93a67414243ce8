import { Button } from '@mantine/core'

import { DecisionBar } from '../decision-bar.tsx'
import { ButtonKey } from '../keys/kbd.tsx'
import { useKeys } from '../keys/keys.ts'
import type { RecordForm } from './use-record-form.ts'

export type RecordFootProps = {
  readonly form: Pick<
    RecordForm,
    'isNew' | 'missing' | 'canSave' | 'changedFields' | 'changeText' | 'reset' | 'save'
  > & { readonly act: Pick<RecordForm['act'], 'isRunning'> }
  /** What kind of record it is: `supplier`. */
  readonly noun: string
  /** Said before a new record is made. */
  readonly note: string
}

/** Save, with old beside new. Nothing is there while nothing is changed. */
export function RecordFoot({ form, noun, note }: RecordFootProps) {
  const { isNew, missing, canSave, changedFields, changeText } = form
  const isShown = isNew || changedFields.length > 0
  useKeys({ 'mod+Enter': { label: `save ${noun}`, run: form.save, isOff: !isShown } })
  if (!isShown) return null
  return (
    <DecisionBar sentence={missing ?? (isNew ? note : `${changeText}.`)}>
      {isNew ? null : (
        <Button variant="default" onClick={form.reset}>
          Leave as it was
        </Button>
      )}
      <Button
        disabled={!canSave}
        loading={form.act.isRunning}
        onClick={form.save}
        rightSection={<ButtonKey name="mod+Enter" />}
      >
        {isNew ? `Add the ${noun}` : saveText(changedFields.length)}
      </Button>
    </DecisionBar>
  )
}

function saveText(count: number): string {
  return count === 1 ? 'Save 1 change' : `Save ${count} changes`
}
