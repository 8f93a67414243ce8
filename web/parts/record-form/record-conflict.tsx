import { useQueryClient } from '@tanstack/react-query'

import { useOrganization } from '../../api/queries.ts'
import { ConflictDialog } from '../conflict-dialog.tsx'
import type { RecordForm } from './use-record-form.ts'

export type RecordConflictProps = {
  readonly form: ConflictedForm
  /** Theirs holds: a dialog over a row that is old now is closed. */
  readonly onTaken?: () => void
}

/** Somebody saved the record first: field by field, whose value holds. */
export function RecordConflict({ form, onTaken }: RecordConflictProps) {
  const organization = useOrganization()
  const queries = useQueryClient()
  const takeTheirs = () => {
    form.reset()
    void queries.invalidateQueries({ queryKey: [organization] })
    onTaken?.()
  }
  return (
    <ConflictDialog
      conflict={form.act.conflict}
      mine={form.mine}
      labels={form.labels}
      textOf={form.textOf}
      keepMine={form.keepMine}
      takeTheirs={takeTheirs}
      close={form.act.dismiss}
    />
  )
}

type ConflictedForm = Pick<RecordForm, 'mine' | 'labels' | 'textOf' | 'keepMine' | 'reset'> & {
  readonly act: Pick<RecordForm['act'], 'conflict' | 'dismiss'>
}
