/**
 * Isolation: each route, called by its owner, succeeds; the identical call by a member of another
 * organization, with a session and with a key, is refused with 404 and leaves no trace. Beneath it, the
 * roles of the database keep the same fence.
 */
import { randomUUID } from 'node:crypto'

import { roomRoutes } from '#edge/http/rooms'
import type { Route } from '#platform/http/route'
import { createMember } from '#records/people'

import { type Answer, type Call, type Client, clientOf } from '../support/client.ts'
import { ownedByRoles, tryOtherDatabases, tryPostedRows } from '../support/database-fence.ts'
import { type Fingerprint, withFingerprint } from '../support/fingerprint.ts'
import {
  nameOf,
  pathOf,
  recipeFor,
  startGrandWalk,
  type Walk,
  type Wanted,
} from '../support/grand-walk.ts'
import { password, signIn } from '../support/live.ts'
import { startWithin, type Within } from '../support/within.ts'
import type { Proof } from './proof.ts'

const ours = 'ours'
const theirs = 'theirs'

export const proof: Proof = async () => {
  const within = await startWithin()
  try {
    const walk = await startGrandWalk(within, ours)
    const strangers = await strangersOf(within)
    const routes = roomRoutes(within.installation.control)
    const walked = await withFingerprint(within.server, ours, (fingerprint) =>
      walkAll({ routes, walk, strangers, fingerprint }),
    )
    const { server } = within
    const databases = await tryOtherDatabases(server, ours, theirs)
    const posted = await tryPostedRows(server, ours)
    const owned = await ownedByRoles(server)
    const wrong = [...walked.wrong, ...databases.through, ...posted.through, ...owned.through]
    for (const each of [walk.owner, walk.second, ...strangers]) each.close()
    return {
      holds: wrong.length === 0 && walked.succeeded === routes.length && walked.changedByOwner > 0,
      measured: true,
      routes: routes.length,
      succeeded: walked.succeeded,
      changedByOwner: walked.changedByOwner,
      refusedWith404: walked.refused,
      databasesTried: databases.tried,
      statementsRefused: posted.tried,
      databasesWhereRolesOwnNothing: owned.tried,
      ...(wrong.length === 0 ? {} : { wrong: wrong.slice(0, 20) }),
    }
  } finally {
    await within.close()
  }
}

/** An owner of another organization of the same installation: by session, and by key. */
async function strangersOf(within: Within): Promise<readonly Client[]> {
  const { installation, address } = within
  const made = await installation.createOrganization({ slug: theirs, name: 'Their company' })
  if (made.kind === 'refused') throw new Error(made.reason)
  const email = 'stranger@example.com'
  await createMember(installation.control, {
    userId: randomUUID(),
    name: 'Stan Stranger',
    email,
    password,
    organizationId: made.organization.id,
    role: 'owner',
    now: new Date(),
  })
  const member = clientOf(address, { cookie: await signIn(within, email, password) })
  const { secret } = await member.json<{ secret: string }>(`/api/v1/${theirs}/api-keys`, {
    body: { name: 'Their shop', role: 'owner' },
  })
  // At home both are let in: a 404 elsewhere is not for want of a sign-in.
  const key = clientOf(address, { authorization: `Bearer ${secret}` })
  for (const each of [member, key]) await each.json(`/api/v1/${theirs}/suppliers`)
  return [member, key]
}

type Walking = {
  readonly routes: readonly Route[]
  readonly walk: Walk
  readonly strangers: readonly Client[]
  readonly fingerprint: Fingerprint
}

async function walkAll({ routes, walk, strangers, fingerprint }: Walking) {
  const wrong: string[] = []
  let succeeded = 0
  let changedByOwner = 0
  let refused = 0
  for (const route of routes) {
    const recipe = recipeFor(route)
    if (recipe === undefined) {
      wrong.push(`the walk leaves out ${nameOf(route)}`)
      continue
    }
    const wanted = await recipe(walk)
    const path = walk.at(pathOf(route, wanted))
    const untouched = await fingerprint()
    const answer = await walk.owner.send(path, callOf(route, wanted))
    if (answer.status < 300) succeeded += 1
    else wrong.push(`${nameOf(route)} gave its owner ${told(answer)}`)

    const before = await fingerprint()
    if (before !== untouched) changedByOwner += 1
    for (const stranger of strangers) {
      const theirAnswer = await stranger.send(path, callOf(route, wanted))
      if (theirAnswer.status === 404) refused += 1
      else wrong.push(`${nameOf(route)} gave a stranger ${told(theirAnswer)}`)
    }
    if ((await fingerprint()) !== before) wrong.push(`${nameOf(route)} left a trace of strangers`)
  }
  return { wrong, succeeded, changedByOwner, refused }
}

function callOf(route: Route, { body, raw }: Wanted): Call {
  const { method } = route
  if (raw === undefined) return { method, body }
  return { method, body: Buffer.from(raw), headers: { 'content-type': 'text/csv' } }
}

function told({ status, text }: Answer): string {
  return `${status} ${text.slice(0, 300)}`
}
