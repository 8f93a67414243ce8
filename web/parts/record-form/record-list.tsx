import { Button } from '@mantine/core'
import { useState } from 'react'

import { usePermission } from '../../api/session.ts'
import { DataList } from '../data-list/data-list.tsx'
import type { Column, Filter } from '../data-list/types.ts'
import { EmptyState } from '../empty-state.tsx'
import { RecordDialog } from './record-dialog.tsx'
import type { RecordField, Values } from './types.ts'

export type RecordListProps<Row> = {
  readonly id: string
  readonly label: string
  /** What one is called: `account`. */
  readonly noun: string
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly columns: readonly Column<Row>[]
  readonly filters?: readonly Filter[]
  readonly sort: string
  readonly newFields: readonly RecordField[]
  readonly fields: readonly RecordField[]
  readonly defaults?: Values
  /** Sent with a new one: `{ companyId }`. */
  readonly extra?: Values
  readonly nameOf: (values: Values) => string
  /** What belongs here, when nothing is. */
  readonly teaches: string
  readonly note: string
}

type Kept = { readonly id: string; readonly version: number }

/** A short list of small records, each added and changed in a dialog. */
export function RecordList<Row extends Kept>(props: RecordListProps<Row>) {
  const { noun, path, nameOf, note, defaults = {}, extra = {} } = props
  const [open, setOpen] = useState<Row | 'new'>()
  const mayWrite = usePermission('records.write')
  const add = () => setOpen('new')
  const close = () => setOpen(undefined)
  return (
    <>
      <DataList<Row>
        id={props.id}
        label={props.label}
        path={path}
        {...(props.query ? { query: props.query } : {})}
        columns={props.columns}
        {...(props.filters ? { filters: props.filters } : {})}
        sort={props.sort}
        rowId={({ id }) => id}
        rowName={(row) => nameOf(row as Values)}
        onOpen={setOpen}
        keys={{ c: { label: `new ${noun}`, run: add, isOff: !mayWrite } }}
        tools={
          mayWrite ? (
            <Button variant="default" onClick={add}>
              New {noun}…
            </Button>
          ) : null
        }
        empty={<EmptyState title={`No ${noun} yet`}>{props.teaches}</EmptyState>}
      />
      {open ? (
        <RecordDialog
          noun={noun}
          fields={open === 'new' ? props.newFields : props.fields}
          saved={open === 'new' ? undefined : open}
          defaults={defaults}
          extra={extra}
          path={path}
          nameOf={nameOf}
          note={note}
          close={close}
        />
      ) : null}
    </>
  )
}
