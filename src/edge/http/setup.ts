/** The first run: while nobody exists, whoever comes makes the first owner, organization and company. */
import { randomFillSync } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

import { emailWire, passwordWire } from '#contracts/records/people'
import { uuidV7 } from '#kernel/ids'
import { check, uncleanParts } from '#platform/http/malformed'
import { MalformedInputError, type Problem, problem } from '#platform/http/problem'
import { sendProblem } from '#platform/http/register'
import type { Organization } from '#platform/organizations'
import { permissionsOf } from '#platform/permissions'
import { currencyWire, textWire } from '#platform/wire'
import type { ActorId } from '#platform/work'
import { createCompany, readCompanyByCode } from '#records/companies'
import { claimFirstRun, createMember, giveUpFirstRun, ownerExists } from '#records/people'

import type { Edge } from './edge.ts'
import { foreignOrigin, isFromElsewhere } from './same-origin.ts'

export const setupStateView = z
  .strictObject({ ownerExists: z.boolean() })
  .meta({ id: 'SetupState' })

export const setupBody = z
  .strictObject({
    owner: z.strictObject({
      name: textWire(200),
      email: emailWire,
      password: passwordWire,
    }),
    organization: z.strictObject({
      name: textWire(200),
      slug: z.string().regex(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, {
        error: 'Use 2 to 32 small letters, digits and hyphens, with a letter first.',
      }),
    }),
    company: z.strictObject({
      name: textWire(200),
      /** Short, on papers; MAIN unless told. */
      code: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$/, {
          error: 'Use up to 20 letters, digits, hyphens and underscores.',
        })
        .default('MAIN'),
      baseCurrency: currencyWire,
      fiscalYearStartMonth: z.int().min(1).max(12).default(1),
      timeZone: z.string().max(64).optional(),
    }),
  })
  .meta({ id: 'Setup' })

export const setupView = z
  .strictObject({
    organization: z.strictObject({ slug: z.string() }),
    userId: z.string(),
    companyId: z.string(),
  })
  .meta({ id: 'SetupDone' })

/** In a minute, by one address. */
const triesMax = 20

type Setup = z.infer<typeof setupBody>
type SetupDone = z.infer<typeof setupView>

export function registerSetup(app: FastifyInstance, edge: Edge): void {
  const { control } = edge.installation
  const config = { rateLimit: { max: triesMax, timeWindow: '1 minute' } }
  app.get('/api/setup', async () => ({ ownerExists: await ownerExists(control) }))
  app.post('/api/setup', { config }, async (request, response) => {
    if (isFromElsewhere(request)) return sendProblem(response, foreignOrigin())
    const setup = readBody(request.body)
    if (!(await claimFirstRun(control))) return sendProblem(response, alreadySetUp())
    const outcome = await setUp(edge, setup).catch(async (error: unknown) => {
      await giveUpFirstRun(control)
      throw error
    })
    if ('status' in outcome) {
      await giveUpFirstRun(control)
      return sendProblem(response, outcome)
    }
    return response.code(201).send(outcome)
  })
}

function readBody(given: unknown): Setup {
  const unclean = uncleanParts(given, 'body')
  if (unclean.length > 0) throw new MalformedInputError(unclean)
  const checked = check(setupBody, 'body', given)
  if (checked.kind === 'refused') throw new MalformedInputError(checked.errors)
  return checked.value as Setup
}

/** The owner comes last: who exists has an organization and a company, whatever failed on the way. */
async function setUp(edge: Edge, setup: Setup): Promise<SetupDone | Problem> {
  const { installation } = edge
  const now = installation.clock()
  const organization = await makeOrganization(edge, setup)
  if ('status' in organization) return organization

  const userId = uuidV7<'Actor'>(now.getTime(), randomFillSync(new Uint8Array(10)))
  const companyId = await makeCompany(organization, setup, userId)
  if (typeof companyId !== 'string') return companyId

  const { name, email, password } = setup.owner
  const member = { userId, name, email, password, role: 'owner', now } as const
  await createMember(installation.control, { ...member, organizationId: organization.id })
  return { organization: { slug: organization.slug }, userId, companyId }
}

/** One that is there already, from the command line or a try that failed, is taken over. */
async function makeOrganization(edge: Edge, setup: Setup): Promise<Organization | Problem> {
  const made = await edge.installation.createOrganization(setup.organization)
  if (made.kind === 'created') return made.organization
  const pointer = '/organization/slug'
  if (made.reason === 'slug_malformed') {
    const detail = 'Choose another short name: this one is not allowed.'
    return problem(422, 'slug_malformed', [{ code: 'slug_malformed', detail, pointer }])
  }
  const there = await edge.installation.organization(setup.organization.slug)
  if (there !== undefined) return there
  const detail = 'Choose another short name: this one is taken.'
  return problem(409, 'slug_taken', [{ code: 'slug_taken', detail, pointer }])
}

async function makeCompany(
  organization: Organization,
  { owner, company }: Setup,
  userId: ActorId,
): Promise<string | Problem> {
  const permissions = permissionsOf('owner')
  const actor = { id: userId, kind: 'person', name: owner.name, permissions } as const
  const work = organization.work(actor)
  const command = { ...company, currency: company.baseCurrency }
  const outcome = await work.transact((tx) => createCompany(tx, command), {
    keep: ({ kind }) => kind === 'created',
  })
  if (outcome.kind === 'created') return outcome.companyId
  // A try that failed after this step left the company; it is the one that was asked for.
  const there = await readCompanyByCode(work.ask(), company.code)
  return there?.id ?? problem(422, 'company_refused', outcome.errors)
}

function alreadySetUp(): Problem {
  const detail = 'Sign in, or ask an owner to let you in: this installation is set up already.'
  return problem(409, 'already_set_up', [{ code: 'already_set_up', detail }])
}
