/** The HTTP server: everything that is reachable, put together. */
import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify'

import type { Config } from '#platform/config'
import { notFound, problem } from '#platform/http/problem'
import { problemOf } from '#platform/http/refusal'
import { bodyBytesMax, prepareServer, registerRoutes, sendProblem } from '#platform/http/register'
import type { Route } from '#platform/http/route'
import { createLogger, type Logger } from '#platform/log'
import type { Installation } from '#platform/organizations'

import { apiDocument } from './api-document.ts'
import { authOn, registerAuth } from './auth.ts'
import { findCallerOn } from './callers.ts'
import { answerClientError } from './client-error.ts'
import { docsPage } from './docs-page.ts'
import { type Edge, edgeOf } from './edge.ts'
import { registerHealth } from './health.ts'
import { type Metrics, registerMetrics } from './metrics.ts'
import { roomRoutes } from './rooms.ts'
import { registerSession } from './session.ts'
import { registerSetup } from './setup.ts'
import { registerSupplierLink } from './supplier-link.ts'
import { webApp } from './web-app.ts'

export type ServerOptions = {
  readonly config: Config
  readonly installation: Installation
  readonly log?: Logger
  /** Beside those of the rooms; for tests. */
  readonly extraRoutes?: readonly Route[]
}

export type RunningServer = {
  /** Such as `http://127.0.0.1:3000`, with the port that was really taken. */
  readonly address: string
  /** Lets running requests finish, takes no new ones. */
  readonly close: () => Promise<void>
}

const requestMsMax = 300_000
const pathParameterCharactersMax = 300
/** Requests in a minute by one address, where nobody has signed in. */
const strangerRequestsMax = 300

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config } = options
  const app = await buildServer(options)
  const address = await app.listen({ host: config.host, port: config.port })
  return { address, close: () => app.close() }
}

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, installation } = options
  const log = options.log ?? createLogger(config, 'http')
  const edge = edgeOf({ config, installation, log })
  const app = newServer(edge)
  const metrics = registerMetrics(app, edge)
  observeRequests(app, edge, metrics)
  prepareServer(app)
  await app.register(helmet, helmetOptions(edge))
  await app.register(rateLimit, { global: false, max: strangerRequestsMax })

  const auth = authOn(edge)
  registerAuth(app, edge, auth)
  registerSession(app, edge, auth)
  registerSetup(app, edge)
  registerHealth(app, edge)
  registerSupplierLink(app, edge)
  registerDocument(app, edge)
  const routes = [...roomRoutes(installation.control), ...(options.extraRoutes ?? [])]
  registerRoutes(app, '/api/v1/:organization', routes, findCallerOn(edge))
  await app.ready()
  return app
}

function newServer({ log }: Edge): FastifyInstance {
  const app = Fastify({
    loggerInstance: log.child({}, { serializers: { req: () => undefined, res: () => undefined } }),
    // One line for each request, written at its end, see observeRequests.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    // Only a proxy on this machine may say whom it speaks for.
    trustProxy: 'loopback',
    bodyLimit: bodyBytesMax,
    requestTimeout: requestMsMax,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: pathParameterCharactersMax },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, _request, response) => {
      const known = problemOf(error) ?? problem(400, 'malformed', [], 'Correct the address.')
      void sendProblem(response as never, known)
    },
  })
  const app_ = app as unknown as FastifyInstance
  const web = webApp()
  app_.setNotFoundHandler((request, response) => {
    const isApi = request.url.startsWith('/api/')
    return (isApi ? undefined : web(request, response)) ?? sendProblem(response, notFound())
  })
  app_.setErrorHandler((error: FastifyError, request, response) => {
    const known = problemOf(error)
    if (known === undefined || known.status >= 500 || isFromDatabase(error)) {
      log.error({ err: error, ...requestFacts(request) }, 'a request failed')
    }
    return sendProblem(response, known ?? ourFault())
  })
  return app_
}

function ourFault() {
  const detail =
    'Landfall failed at this, and nothing was changed. Try again, or tell whoever runs it.'
  return problem(500, 'internal_error', [], detail)
}

function isFromDatabase(error: Error): boolean {
  return 'severity' in error
}

/** The pattern of the route and never the address itself: links of suppliers are secrets. */
function requestFacts(request: FastifyRequest) {
  return {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? '(unknown)',
    organization: request.caller?.organization.slug,
    actor: request.caller?.work.actor.id,
  }
}

function observeRequests(app: FastifyInstance, { log }: Edge, metrics: Metrics): void {
  app.addHook('onRequest', async (request, response) => {
    response.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, response) => {
    const facts = requestFacts(request)
    const ms = response.elapsedTime
    metrics.observe(facts.method, facts.route, response.statusCode, ms / 1_000)
    log.info({ ...facts, status: response.statusCode, ms: Math.round(ms * 10) / 10 }, 'request')
  })
}

/** Scripts from here alone; styles inline as well, since the components set them as they are drawn. */
function helmetOptions({ isSecure }: Edge) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    strictTransportSecurity: isSecure && { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'same-origin' as const },
  }
}

function registerDocument(app: FastifyInstance, { installation }: Edge): void {
  let made: { readonly json: string; readonly page: string } | undefined
  const current = () => {
    if (made === undefined) {
      const document = apiDocument(installation.control)
      made = { json: JSON.stringify(document), page: docsPage(document) }
    }
    return made
  }
  app.get('/api/openapi.json', async (_request, response) =>
    response.header('content-type', 'application/json; charset=utf-8').send(current().json),
  )
  app.get('/api/docs', async (_request, response) =>
    response.header('content-type', 'text/html; charset=utf-8').send(current().page),
  )
}
