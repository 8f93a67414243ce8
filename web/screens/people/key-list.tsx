import { Button } from '@mantine/core'
import { useState } from 'react'

import { useAct } from '../../api/acts.ts'
import { agoText, dayOf, dayText } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { toast } from '../../parts/toast.tsx'
import { type ApiKey, keyWord, roleNames } from './people.ts'

export function KeyList() {
  const [revoking, setRevoking] = useState<ApiKey>()
  return (
    <>
      <DataList<ApiKey>
        id="api-keys"
        label="API keys"
        path="/api-keys"
        columns={[...columns, actColumn(setRevoking)]}
        sort="-createdAt"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        empty={
          <EmptyState title="No outside system has a key">
            A key lets a shop, a scanner or a script use the API in a role of its own.
          </EmptyState>
        }
      />
      {revoking ? <RevokeKey apiKey={revoking} close={() => setRevoking(undefined)} /> : null}
    </>
  )
}

const columns: readonly Column<ApiKey>[] = [
  { key: 'name', head: 'What it is for', sort: 'name', cell: ({ name }) => name },
  {
    key: 'state',
    head: 'State',
    cell: (key) => <StatusBadge tone={keyWord(key).tone}>{keyWord(key).label}</StatusBadge>,
  },
  { key: 'role', head: 'Role', cell: ({ role }) => roleNames[role] },
  { key: 'hint', head: 'Ends in', cell: ({ hint }) => `…${hint}` },
  {
    key: 'lastUsedAt',
    head: 'Last used',
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? '–' : agoText(lastUsedAt)),
  },
  {
    key: 'expiresAt',
    head: 'Works until',
    cell: ({ expiresAt }) => (expiresAt === null ? '–' : dayText(dayOf(new Date(expiresAt)), true)),
  },
  {
    key: 'createdAt',
    head: 'Created',
    sort: 'createdAt',
    cell: ({ createdAt }) => dayText(dayOf(new Date(createdAt))),
  },
]

function actColumn(revoke: (key: ApiKey) => void): Column<ApiKey> {
  return {
    key: 'acts',
    head: 'Acts',
    isAct: true,
    isAlways: true,
    cell: (key) =>
      key.revokedAt === null ? (
        <Button
          variant="default"
          onClick={() => revoke(key)}
          aria-label={`Revoke the key of ${key.name}`}
        >
          Revoke…
        </Button>
      ) : null,
  }
}

function RevokeKey({ apiKey, close }: { readonly apiKey: ApiKey; readonly close: () => void }) {
  const act = useAct(
    () => ({ method: 'DELETE', path: `/api-keys/${apiKey.id}` }),
    () => {
      close()
      toast({ text: `The key of ${apiKey.name} is revoked.` })
    },
  )
  return (
    <ConfirmAct
      title={`Revoke the key of ${apiKey.name}?`}
      isOpen
      close={close}
      sentence="What uses it is refused from now on. A revoked key can’t be brought back; create another."
      verb="Revoke the key"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    />
  )
}
