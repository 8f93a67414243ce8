import { useState } from 'react'

import { useAct } from '../../api/acts.ts'
import type { RecordField, Values } from './types.ts'
import { changeBody, isSame, missingText, newBody, valueText } from './values.ts'

export type RecordFormGiven<Result> = {
  readonly fields: readonly RecordField[]
  /** The record as it was read; undefined when a new one is written. */
  readonly saved?: object | undefined
  readonly etag?: string | undefined
  /** What a new record starts with. */
  readonly defaults?: Values
  /** Sent with a new record, never shown: `{ companyId }`. */
  readonly extra?: Values
  /** Of the list for a new record, of the record for a change: `/suppliers/{id}`. */
  readonly path: string
  readonly onDone?: (result: Result) => void
}

type Attempt = { readonly etag: string | undefined; readonly changes: Values }

/**
 * A record being written or changed. A change sends only the fields that differ, with the version
 * they were read at; somebody who saved first shows up as `conflict`.
 */
export function useRecordForm<Result = unknown>(given: RecordFormGiven<Result>) {
  const { fields, saved: read, etag, defaults = {}, extra = {}, path, onDone } = given
  const saved = read as Values | undefined
  const [changes, setChanges] = useState<Values>({})
  const isNew = saved === undefined
  const values = { ...defaults, ...saved, ...changes }
  const act = useAct<Attempt, Result>(
    (attempt) =>
      isNew
        ? { path, body: { ...extra, ...newBody(values) } }
        : { method: 'PATCH', path, body: changeBody(attempt.changes), ifMatch: attempt.etag },
    (result) => {
      setChanges({})
      onDone?.(result)
    },
  )
  const set = (key: string, value: unknown) => {
    const { [key]: _before, ...others } = changes
    const isBack = isSame(value, saved?.[key]) && !isNew
    setChanges(isBack ? others : { ...others, [key]: value })
  }
  const missing = missingText(fields, values)
  const changedFields = fields.filter(({ key }) => key in changes)
  const canSave = missing === undefined && (isNew || changedFields.length > 0)
  const send = (attempt: Attempt) => {
    if (canSave && !act.isRunning) void act.run(attempt)
  }
  return {
    act,
    isNew,
    values,
    set,
    missing,
    canSave,
    changedFields,
    /** Old beside new: `Payment terms 30 days → 45 days`. */
    changeText: changedFields
      .map((field) => {
        const [was, is] = [
          valueText(field, saved?.[field.key]),
          valueText(field, values[field.key]),
        ]
        return field.kind === 'list' || field.kind === 'own'
          ? field.label
          : `${field.label} ${was} → ${is}`
      })
      .join(', '),
    reset: () => {
      setChanges({})
      act.dismiss()
    },
    save: () => send({ etag, changes }),
    /** For `ConflictDialog`. */
    mine: Object.fromEntries(
      changedFields.map((field) => [field.key, valueText(field, values[field.key])]),
    ),
    labels: Object.fromEntries(fields.map(({ key, label }) => [key, label])),
    textOf: (key: string, value: unknown) =>
      valueText(
        fields.find((field) => field.key === key),
        value,
      ),
    keepMine: (current: string | undefined, theirs: ReadonlySet<string>) => {
      const kept = Object.entries(changes).filter(([key]) => !theirs.has(key))
      if (kept.length === 0) {
        setChanges({})
        act.dismiss()
      } else {
        send({ etag: current, changes: Object.fromEntries(kept) })
      }
    },
  }
}

export type RecordForm = ReturnType<typeof useRecordForm>
