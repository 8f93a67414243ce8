import { Button, Modal, SegmentedControl } from '@mantine/core'
import { type ReactNode, useState } from 'react'

import { differenceOf } from '../api/conflict.ts'
import type { Problem } from '../api/problem.ts'
import { instantText } from '../look/days.ts'
import { StatusBadge } from '../look/status-badge.tsx'
import { sentence } from '../look/words.ts'
import parts from './parts.module.css'

export type ConflictDialogProps = {
  /** `act.conflict`. */
  readonly conflict: Problem | undefined
  /** What the reader entered, by the name of the field, as text to show. */
  readonly mine: Readonly<Record<string, ReactNode>>
  readonly labels?: Readonly<Record<string, string>>
  /** How their value of a field is written. */
  readonly textOf?: (field: string, value: unknown) => ReactNode
  /** Saves again over the current version, with their value in the fields that were given up. */
  readonly keepMine: (etag: string | undefined, theirFields: ReadonlySet<string>) => void
  /** Reads the document again; what was entered is gone. */
  readonly takeTheirs: () => void
  readonly close: () => void
}

/** Somebody saved first. Shows the difference; each field is kept or given up. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { conflict, mine, labels = {}, textOf = plainText, keepMine, takeTheirs, close } = props
  const [theirFields, setTheirFields] = useState<ReadonlySet<string>>(new Set())
  if (conflict === undefined) return null
  const { who = 'Somebody', at, etag, fields } = differenceOf(conflict)
  const name = who.split(' ')[0] ?? who
  const choose = (field: string, side: string) => {
    const one = new Set([field])
    setTheirFields(side === 'theirs' ? theirFields.union(one) : theirFields.difference(one))
  }
  return (
    <Modal opened onClose={close} title="Changed meanwhile" size={560}>
      <StatusBadge tone="warn">{at ? instantText(at) : 'Just now'}</StatusBadge>
      <p className={parts.refusalLead}>{who} changed this while you were editing it.</p>
      {fields.length > 0 ? (
        <table className={parts.conflict}>
          <caption className={parts.hidden}>Difference</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Yours</th>
              <th scope="col">{name}’s</th>
              <th scope="col">Keep</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, theirs }) => (
              <tr key={field}>
                <td>{labels[field] ?? sentence(field.split('/').at(-1) ?? field)}</td>
                <td>{mine[field] ?? '–'}</td>
                <td>{textOf(field, theirs)}</td>
                <td>
                  <SegmentedControl
                    aria-label={`Keep for ${labels[field] ?? field}`}
                    value={theirFields.has(field) ? 'theirs' : 'mine'}
                    onChange={(side) => choose(field, side)}
                    data={[
                      { value: 'mine', label: 'Mine' },
                      { value: 'theirs', label: name },
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <div className={parts.confirmActs}>
        <Button variant="default" onClick={takeTheirs}>
          Take {name}’s
        </Button>
        <Button data-autofocus onClick={() => keepMine(etag, theirFields)}>
          {theirFields.size > 0 ? 'Save the mix' : 'Keep mine'}
        </Button>
      </div>
    </Modal>
  )
}

function plainText(_field: string, value: unknown): ReactNode {
  if (value === undefined || value === null) return '–'
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}
