import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'

import { call } from './client.ts'
import { problemOf } from './problem.ts'
import { useOrganization } from './queries.ts'

export type Membership = {
  readonly slug: string
  readonly name: string
  readonly role: string
  readonly permissions: readonly string[]
}

export type SessionUser = {
  readonly id: string
  readonly name: string
  readonly email: string
  /** The password was given by an owner; nothing else is open until it is changed. */
  readonly mustChangePassword: boolean
}

export type Session = {
  readonly user: SessionUser | null
  readonly organizations: readonly Membership[]
  /** Nobody has an account here yet. */
  readonly needsSetup: boolean
}

const nobody: Session = { user: null, organizations: [], needsSetup: false }

/** Who is signed in, and where they may go. Answers also when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: 60_000,
})

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** The reader's membership in the organization on the screen. */
export function useMembership(): Membership | undefined {
  const organization = useOrganization()
  return useSession().organizations.find(({ slug }) => slug === organization)
}

/** Whether to show an act at all. The server decides again. */
export function usePermission(permission: string): boolean {
  return useMembership()?.permissions.includes(permission) ?? false
}

export async function signIn(email: string, password: string): Promise<void> {
  await call('POST', '/api/auth/sign-in/email', { body: { email, password } })
}

export async function changePassword(current: string, next: string): Promise<void> {
  const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
  await call('POST', '/api/auth/change-password', { body })
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await call('POST', '/api/auth/sign-out', { body: {} })
    queries.clear()
    globalThis.location.assign('/sign-in')
  }
}

async function readSession(): Promise<Session> {
  try {
    return { ...nobody, ...(await call<Partial<Session>>('GET', '/api/session')).body }
  } catch (error) {
    if (problemOf(error)?.status === 401) return nobody
    throw error
  }
}
