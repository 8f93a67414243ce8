import { announce } from '#platform/outbox'
import type { Role } from '#platform/permissions'
import { requirePermission, type Tx } from '#platform/work'

import type { Control, OrganizationRef } from '../control.ts'
import { forgetCallers } from '../queries/known-callers.ts'
import { deleteMembership, lockMemberships, setRole } from '../store.ts'

export type ChangeMembership = {
  readonly organization: OrganizationRef
  readonly personId: string
  /** Null takes the person out of the organization. */
  readonly role: Role | null
}

export type ChangeMembershipOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly reason: 'not_found' | 'last_owner' }

/**
 * Gives a person another role, or takes them out. It holds from their next request on.
 *
 * @throws {PermissionError} when the actor may not manage people
 */
export async function changeMembership(
  tx: Tx,
  control: Control,
  command: ChangeMembership,
): Promise<ChangeMembershipOutcome> {
  requirePermission(tx, 'people.manage')
  const outcome = await control.transaction().execute((people) => apply(people, command))
  if (outcome.kind === 'changed') {
    forgetCallers(control)
    const type = command.role === null ? 'person.removed' : 'person.role_changed'
    announce(tx, type, { kind: 'app_user', id: command.personId }, { role: command.role })
  }
  return outcome
}

async function apply(
  people: Control,
  { organization, personId, role }: ChangeMembership,
): Promise<ChangeMembershipOutcome> {
  const members = await lockMemberships(people, organization.id)
  const isMember = members.some((member) => member.userId === personId)
  if (!isMember) return { kind: 'refused', reason: 'not_found' }
  const hasOtherOwner = members.some(
    (member) => member.role === 'owner' && member.userId !== personId,
  )
  if (!hasOtherOwner && role !== 'owner') return { kind: 'refused', reason: 'last_owner' }
  if (role === null) await deleteMembership(people, organization.id, personId)
  else await setRole(people, organization.id, personId, role)
  return { kind: 'changed' }
}
