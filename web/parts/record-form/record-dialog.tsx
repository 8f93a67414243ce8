import type { ReactNode } from 'react'

import { usePermission } from '../../api/session.ts'
import { ConfirmAct } from '../confirm-act.tsx'
import { toast } from '../toast.tsx'
import { RecordConflict } from './record-conflict.tsx'
import { RecordInputs } from './record-inputs.tsx'
import type { RecordField, Values } from './types.ts'
import { useRecordForm } from './use-record-form.ts'

export type RecordDialogProps = {
  /** What kind of record it is: `account`. */
  readonly noun: string
  readonly fields: readonly RecordField[]
  readonly saved?: (object & { readonly id: string; readonly version: number }) | undefined
  readonly defaults?: Values
  readonly extra?: Values
  /** The list's path; a change goes to the record below it. */
  readonly path: string
  /** What it is called, for the toast. */
  readonly nameOf: (values: Values) => string
  readonly permission?: string
  readonly note?: ReactNode
  readonly close: () => void
}

/** A small record, written or changed in a dialog over its list. */
export function RecordDialog(props: RecordDialogProps) {
  const { noun, fields, saved, defaults = {}, extra = {}, path, nameOf, note, close } = props
  const mayWrite = usePermission(props.permission ?? 'records.write')
  const form = useRecordForm({
    fields,
    saved,
    etag: saved && `"${saved.version}"`,
    defaults,
    extra,
    path: saved ? `${path}/${saved.id}` : path,
    onDone: () => {
      toast({ text: `${nameOf(form.values)} ${saved ? 'saved' : 'added'}.` })
      close()
    },
  })
  if (form.act.conflict) return <RecordConflict form={form} onTaken={close} />
  return (
    <ConfirmAct
      title={saved ? `Change ${noun}` : `New ${noun}`}
      isOpen
      close={close}
      size={560}
      sentence={sentenceOf(form, note, mayWrite)}
      verb={saved ? `Save ${noun}` : `Add ${noun}`}
      run={form.save}
      isRunning={form.act.isRunning}
      isDisabled={!form.canSave || !mayWrite}
      problem={form.act.problem}
    >
      <RecordInputs
        fields={fields}
        values={form.values}
        set={form.set}
        problem={form.act.problem}
        isNew={form.isNew}
        isDisabled={!mayWrite}
      />
    </ConfirmAct>
  )
}

function sentenceOf(
  { missing, changeText }: Pick<ReturnType<typeof useRecordForm>, 'missing' | 'changeText'>,
  note: ReactNode,
  mayWrite: boolean,
): ReactNode {
  if (!mayWrite) return 'Your role reads records; ask an owner or a buyer to change them.'
  if (missing !== undefined) return missing
  return changeText === '' ? note : `${changeText}.`
}
