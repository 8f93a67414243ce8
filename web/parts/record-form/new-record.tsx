import type { ReactNode } from 'react'

import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { Refusal } from '../refusal.tsx'
import { toast } from '../toast.tsx'
import { RecordFoot } from './record-foot.tsx'
import styles from './record-form.module.css'
import { RecordInputs } from './record-inputs.tsx'
import type { RecordField, Values } from './types.ts'
import { useRecordForm } from './use-record-form.ts'

export type NewRecordProps = {
  /** What kind of record it is: `supplier`. */
  readonly noun: string
  readonly crumb: { readonly label: string; readonly to: string }
  readonly fields: readonly RecordField[]
  readonly defaults?: Values
  readonly extra?: Values
  /** Of the list, by the API. */
  readonly path: string
  readonly note: string
  readonly children?: ReactNode
}

/** A new record on a page of its own; then opens it. */
export function NewRecord(props: NewRecordProps) {
  const { noun, crumb, fields, defaults = {}, extra = {}, path, note, children } = props
  const go = useGo()
  const form = useRecordForm<{ readonly id: string }>({
    fields,
    defaults,
    extra,
    path,
    onDone: ({ id }) => {
      toast({ text: `The ${noun} is there.` })
      go(`${crumb.to}/${id}`)
    },
  })
  return (
    <Page
      title={`New ${noun}`}
      crumb={crumb}
      foot={<RecordFoot form={form} noun={noun} note={note} />}
    >
      <div className={styles.form}>
        {form.act.problem ? (
          <Refusal problem={form.act.problem} sentence={`The ${noun} was not added.`} />
        ) : null}
        <RecordInputs
          fields={fields}
          values={form.values}
          set={form.set}
          problem={form.act.problem}
          isNew
        />
        {children}
      </div>
    </Page>
  )
}
