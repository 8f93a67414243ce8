import { Refusal } from '../refusal.tsx'
import { RecordConflict } from './record-conflict.tsx'
import styles from './record-form.module.css'
import { RecordInputs } from './record-inputs.tsx'
import type { RecordField } from './types.ts'
import type { RecordForm } from './use-record-form.ts'

export type RecordPanelProps = {
  readonly form: Pick<
    RecordForm,
    'values' | 'set' | 'mine' | 'labels' | 'textOf' | 'keepMine' | 'reset'
  > & { readonly act: Pick<RecordForm['act'], 'problem' | 'conflict' | 'dismiss'> }
  readonly fields: readonly RecordField[]
  readonly isDisabled: boolean
}

/** The fields of a record that is there, with what stands in the way of a change. */
export function RecordPanel({ form, fields, isDisabled }: RecordPanelProps) {
  return (
    <div className={styles.form}>
      {form.act.problem ? (
        <Refusal problem={form.act.problem} sentence="The change was not saved." />
      ) : null}
      <RecordInputs
        fields={fields}
        values={form.values}
        set={form.set}
        problem={form.act.problem}
        isNew={false}
        isDisabled={isDisabled}
      />
      <RecordConflict form={form} />
    </div>
  )
}
