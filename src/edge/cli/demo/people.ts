import { randomBytes, randomFillSync } from 'node:crypto'

import { uuidV7 } from '#kernel/ids'
import type { Installation, Organization } from '#platform/organizations'
import { permissionsOf, type Role } from '#platform/permissions'
import type { Actor, ActorId } from '#platform/work'
import { createMember } from '#records/people'

export type DemoPerson = 'olga' | 'maya' | 'lena' | 'tom' | 'priya'

const people: Readonly<Record<DemoPerson, { readonly name: string; readonly role: Role }>> = {
  olga: { name: 'Olga Owner', role: 'owner' },
  maya: { name: 'Maya Okafor', role: 'buyer' },
  lena: { name: 'Lena Brandt', role: 'buyer' },
  tom: { name: 'Tom Reyes', role: 'receiver' },
  priya: { name: 'Priya Nair', role: 'ap_clerk' },
}

export type DemoPeople = {
  readonly actorOf: (person: DemoPerson) => Actor
  readonly emailOf: (person: DemoPerson) => string
  readonly password: string
}

/** One person for each desk, all with the same password. */
export async function createPeople(
  installation: Installation,
  organization: Organization,
): Promise<DemoPeople> {
  const password = `demo-${randomBytes(6).toString('hex')}`
  const now = installation.clock()
  const actors = new Map<DemoPerson, Actor>()
  const emailOf = (person: DemoPerson) => `${person}@demo.example`
  for (const person of Object.keys(people) as DemoPerson[]) {
    const { name, role } = people[person]
    const userId = uuidV7<'Actor'>(now.getTime(), randomFillSync(new Uint8Array(10)))
    const member = { userId, name, email: emailOf(person), password, role, now }
    await createMember(installation.control, { ...member, organizationId: organization.id })
    actors.set(person, actorFrom(userId, name, role))
  }
  return {
    password,
    emailOf,
    actorOf: (person) =>
      actors.get(person) ?? actorFrom(`demo:${person}` as ActorId, person, 'viewer'),
  }
}

function actorFrom(id: ActorId, name: string, role: Role): Actor {
  return { id, kind: 'person', name, permissions: permissionsOf(role) }
}
