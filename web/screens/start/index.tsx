import { Navigate } from '@tanstack/react-router'

import { useOrganization } from '../../api/queries.ts'
import { useMembership } from '../../api/session.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../shell/page.tsx'
import { offeredScreens } from '../../shell/screens.ts'

export function Start() {
  const organization = useOrganization()
  const offered = offeredScreens(useMembership()?.permissions ?? [])
  // Orders say what comes first while there is nothing yet.
  const first = offered.find(({ path }) => path === '/orders') ?? offered[0]
  if (first) return <Navigate to={`/${organization}${first.path}`} replace />
  return (
    <Page title="Start">
      <EmptyState title="Nothing is open to you yet">
        Ask an owner of this organization for a role.
      </EmptyState>
    </Page>
  )
}
