/** Who is signed in and where they may go; the first thing the web app asks. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

import { permissionsOf, roles } from '#platform/permissions'
import { ownerExists, readSession } from '#records/people'

import type { Auth } from './auth.ts'
import type { Edge } from './edge.ts'
import { readSessionToken, sessionCookieName } from './session-cookie.ts'

export const sessionView = z
  .strictObject({
    user: z
      .strictObject({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        mustChangePassword: z.boolean(),
      })
      .nullable(),
    organizations: z.array(
      z.strictObject({
        slug: z.string(),
        name: z.string(),
        role: z.enum(roles),
        permissions: z.array(z.string()),
      }),
    ),
    /** Nobody exists yet: go to the first run. */
    needsSetup: z.boolean(),
  })
  .meta({ id: 'Session' })

type SessionView = z.infer<typeof sessionView>

export function registerSession(app: FastifyInstance, edge: Edge, auth: Auth): void {
  app.get('/api/session', async (request, response) => {
    const view = await sessionOf(edge, request.headers.cookie)
    if (view.user !== null) {
      // Prolongs a session that is a day old, and its cookie with it.
      const headers = new Headers({ cookie: request.headers.cookie ?? '' })
      const prolonged = await auth.api.getSession({ headers, asResponse: true })
      for (const cookie of prolonged.headers.getSetCookie()) response.header('set-cookie', cookie)
    }
    return response.header('cache-control', 'no-store').send(view)
  })
}

async function sessionOf(edge: Edge, cookies: string | undefined): Promise<SessionView> {
  const { control } = edge.installation
  const token = readSessionToken(cookies, sessionCookieName(edge.isSecure), edge.sessionSecret)
  const session = token === undefined ? undefined : await readSession(control, token)
  if (session === undefined) {
    return { user: null, organizations: [], needsSetup: !(await ownerExists(control)) }
  }
  return {
    user: session.user,
    needsSetup: false,
    organizations: session.memberships.map((membership) => ({
      ...membership,
      permissions: [...permissionsOf(membership.role)],
    })),
  }
}
