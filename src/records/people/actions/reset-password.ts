import { hashPassword } from 'better-auth/crypto'

import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { Control, OrganizationRef } from '../control.ts'
import { forgetCallers } from '../queries/known-callers.ts'
import { newTemporaryPassword } from '../secrets.ts'
import { replacePassword } from '../store.ts'

export type ResetPasswordOutcome =
  | { readonly kind: 'reset'; readonly temporaryPassword: string }
  | { readonly kind: 'refused'; readonly reason: 'not_found' | 'belongs_elsewhere' }

/**
 * Gives a person who forgot theirs a password to change, and ends their sessions.
 *
 * Only for people of this organization alone: an owner here must not get into another one by
 * somebody else's name.
 *
 * @throws {PermissionError} when the actor may not manage people
 */
export async function resetPassword(
  tx: Tx,
  control: Control,
  command: { readonly organization: OrganizationRef; readonly personId: string },
): Promise<ResetPasswordOutcome> {
  requirePermission(tx, 'people.manage')
  const { organization, personId } = command
  const temporaryPassword = newTemporaryPassword()
  const passwordHash = await hashPassword(temporaryPassword)

  const outcome = await control.transaction().execute(async (people) => {
    const memberships = await people
      .selectFrom('membership')
      .select('organization_id')
      .where('user_id', '=', personId)
      .forUpdate()
      .execute()
    const isHere = memberships.some((each) => each.organization_id === organization.id)
    if (!isHere) return { kind: 'refused', reason: 'not_found' } as const
    if (memberships.length > 1) return { kind: 'refused', reason: 'belongs_elsewhere' } as const
    await replacePassword(people, personId, passwordHash, tx.now)
    return { kind: 'reset', temporaryPassword } as const
  })
  if (outcome.kind === 'reset') {
    forgetCallers(control)
    announce(tx, 'person.password_reset', { kind: 'app_user', id: personId }, {})
  }
  return outcome
}
