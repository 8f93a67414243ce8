import { Button } from '@mantine/core'

import { useAct } from '../../api/acts.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import type { Filter } from '../data-list/types.ts'
import { toast } from '../toast.tsx'

export const activityFilter: Filter = {
  kind: 'choice',
  label: 'State',
  key: 'status',
  options: [
    { value: 'active', label: 'Active' },
    { value: 'inactive', label: 'Inactive' },
  ],
}

export function ActivityBadge({ status }: { readonly status: 'active' | 'inactive' }) {
  return status === 'active' ? (
    <StatusBadge tone="ok">Active</StatusBadge>
  ) : (
    <StatusBadge tone="neutral">Inactive</StatusBadge>
  )
}

export type ActivityActProps = {
  readonly name: string
  readonly status: 'active' | 'inactive'
  /** The record: `/suppliers/{id}`. */
  readonly path: string
}

/** Takes a record out of use, or back into it; undone by the toast. What was done with it stays. */
export function ActivityAct({ name, status, path }: ActivityActProps) {
  const to = (next: string) => ({ method: 'PATCH' as const, path, body: { status: next } })
  const undo = useAct(() => to(status))
  const next = status === 'active' ? 'inactive' : 'active'
  const act = useAct(
    () => to(next),
    () => toast({ text: `${name} is ${next} now.`, undo: () => void undo.run() }),
  )
  return (
    <Button variant="default" loading={act.isRunning} onClick={() => void act.run()}>
      {status === 'active' ? 'Deactivate' : 'Activate'}
    </Button>
  )
}
