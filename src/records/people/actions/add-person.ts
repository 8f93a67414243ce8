import { hashPassword } from 'better-auth/crypto'

import { announce } from '#platform/outbox'
import type { Role } from '#platform/permissions'
import { requirePermission, type Tx } from '#platform/work'

import type { Control, OrganizationRef } from '../control.ts'
import { newTemporaryPassword } from '../secrets.ts'
import { insertMembership, insertUser } from '../store.ts'

export type AddPerson = {
  readonly organization: OrganizationRef
  readonly name: string
  readonly email: string
  readonly role: Role
}

export type AddPersonOutcome =
  | {
      readonly kind: 'added'
      readonly personId: string
      /** Null when the person has a password already, from another organization. */
      readonly temporaryPassword: string | null
    }
  | { readonly kind: 'refused'; readonly reason: 'already_member' }

/**
 * Lets somebody in. Who is new gets a password to change; who is known keeps name and password.
 *
 * @throws {PermissionError} when the actor may not manage people
 */
export async function addPerson(
  tx: Tx,
  control: Control,
  command: AddPerson,
): Promise<AddPersonOutcome> {
  requirePermission(tx, 'people.manage')

  const email = command.email.toLowerCase()
  const password = newTemporaryPassword()
  const passwordHash = await hashPassword(password)
  const { id: organizationId } = command.organization
  const { role } = command
  const newId = tx.newId()

  const added = await control.transaction().execute(async (people) => {
    const user = { id: newId, name: command.name, email, passwordHash, mustChangePassword: true }
    const isNew = await insertUser(people, { ...user, now: tx.now })
    const { id: userId } = await people
      .selectFrom('app_user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    const joined = await insertMembership(people, { userId, organizationId, role, now: tx.now })
    return { isNew, userId, joined }
  })

  if (!added.joined) return { kind: 'refused', reason: 'already_member' }
  announce(tx, 'person.added', { kind: 'app_user', id: added.userId }, { email, role })
  return {
    kind: 'added',
    personId: added.userId,
    temporaryPassword: added.isNew ? password : null,
  }
}
