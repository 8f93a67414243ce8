import type { ComponentType } from 'react'

import { useMembership } from '../api/session.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Page } from './page.tsx'
import type { Screen } from './screens.ts'

/** The screen for those who may read it; others are told so, and whom to ask, before anything is asked for. */
export function readableOnly(screen: Screen, Component: ComponentType): ComponentType {
  const { permission, title } = screen
  if (!permission?.endsWith('.read')) return Component
  return function ReadableOnly() {
    const membership = useMembership()
    if (membership === undefined || membership.permissions.includes(permission)) {
      return <Component />
    }
    return (
      <Page title={title}>
        <EmptyState title="You may not read this page">
          It takes the permission {permission}, which your role does not have. Ask an owner of{' '}
          {membership.name} for a role that reads it.
        </EmptyState>
      </Page>
    )
  }
}
