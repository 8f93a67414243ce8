import { hashPassword } from 'better-auth/crypto'

import type { Role } from '#platform/permissions'

import type { Control } from '../control.ts'
import { finishFirstRun } from '../store/first-run.ts'
import { insertMembership, insertUser } from '../store.ts'

export type NewMember = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly organizationId: string
  readonly role: Role
  readonly now: Date
}

/**
 * Writes a person with a password of their own choice and their membership, for the first run, the
 * demo and the command line. Nobody is asked for a permission: nobody is there yet.
 *
 * @returns false when somebody has this address already
 */
export async function createMember(control: Control, member: NewMember): Promise<boolean> {
  const passwordHash = await hashPassword(member.password)
  return control.transaction().execute(async (people) => {
    const added = await insertUser(people, {
      id: member.userId,
      name: member.name,
      email: member.email.toLowerCase(),
      passwordHash,
      mustChangePassword: false,
      now: member.now,
    })
    if (!added) return false
    const { userId, organizationId, role, now } = member
    await insertMembership(people, { userId, organizationId, role, now })
    await finishFirstRun(people)
    return true
  })
}
