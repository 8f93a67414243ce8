/** Puts routes on a server: who asks, what they sent, what to run, what to answer. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { Work } from '#platform/work'

import { etagOf, parseIfMatch } from './etag.ts'
import { check, type Part, uncleanParts } from './malformed.ts'
import {
  type ErrorFact,
  MalformedInputError,
  type Problem,
  problemMediaType,
  problemText,
} from './problem.ts'
import { tooLarge } from './refusal.ts'
import {
  type Answer,
  type CommandRoute,
  type FileReply,
  type OrganizationRef,
  type Reply,
  type Route,
  type RouteInput,
  shownOnce,
  type Upload,
} from './route.ts'
import { withUpload } from './upload.ts'

/** Who asks, in which organization: what the edge found out before the body is read. */
export type Caller = {
  readonly organization: OrganizationRef
  readonly work: Work
}

/** Finds the caller of a request, or says why it is refused. */
export type FindCaller = (request: FastifyRequest) => Promise<Caller | Problem>

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
    /** The JSON body as it came, for the hash that tells a twin from another request. */
    bodyText: string
  }
}

const fileNamePattern = /[^\w.-]+/g
const keyPattern = /^[\x21-\x7e]{1,200}$/
export const bodyBytesMax = 4 * 1024 * 1024

/** Once for a server, before any routes. */
export function prepareServer(app: FastifyInstance): void {
  app.decorateRequest('caller', null)
  app.decorateRequest('bodyText', '')
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: bodyBytesMax },
    (request, text, done) => {
      request.bodyText = String(text)
      if (text === '') done(null, undefined)
      else void parseJson(request, request.bodyText, done)
    },
  )
}

/** @param prefix such as `/api/v1/:organization` */
export function registerRoutes(
  app: FastifyInstance,
  prefix: string,
  routes: readonly Route[],
  findCaller: FindCaller,
): void {
  const onRequest = async (request: FastifyRequest, response: FastifyReply) => {
    const found = await findCaller(request)
    if ('work' in found) request.caller = found
    else return sendProblem(response, found)
  }
  for (const route of routes.filter((each) => !takesUpload(each))) {
    const handler = (request: FastifyRequest, response: FastifyReply) =>
      answer(route, request, response)
    app.route({ method: route.method, url: prefix + route.path, onRequest, handler })
  }
  void app.register(async (scope) => {
    // Bytes of any type reach the route as they come; nothing is parsed or kept in memory.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, __, done) => done(null))
    for (const route of routes.filter(takesUpload)) {
      const handler = (request: FastifyRequest, response: FastifyReply) =>
        answerUpload(route, request, response)
      scope.route({ method: route.method, url: prefix + route.path, onRequest, handler })
    }
  })
}

type UploadRoute = CommandRoute & { readonly rawUpload: { readonly maxBytes: number } }

function takesUpload(route: Route): route is UploadRoute {
  return route.kind === 'command' && route.rawUpload !== undefined
}

async function answer(
  route: Route,
  request: FastifyRequest,
  response: FastifyReply,
): Promise<FastifyReply> {
  const { caller } = request
  if (caller === null) throw new Error('A route ran without its caller.')
  const input = readInput(route, request, caller)
  if (route.kind === 'question') {
    return send(response, caller, await route.run(caller.work.ask(), input))
  }
  return runCommand(route, request, response, input, hashOf(request, request.bodyText))
}

async function answerUpload(
  route: UploadRoute,
  request: FastifyRequest,
  response: FastifyReply,
): Promise<FastifyReply> {
  const { caller } = request
  if (caller === null) throw new Error('A route ran without its caller.')
  const input = readInput(route, request, caller)
  const { maxBytes } = route.rawUpload
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    return sendProblem(response, tooLarge(maxBytes))
  }
  const incoming = {
    stream: request.raw,
    maxBytes,
    mediaType: (request.headers['content-type'] ?? 'application/octet-stream').slice(0, 200),
    fileName: fileNameIn(request),
  }
  return withUpload(incoming, (upload: Upload) =>
    runCommand(route, request, response, { ...input, upload }, hashOf(request, upload.sha256)),
  )
}

async function runCommand(
  route: CommandRoute,
  request: FastifyRequest,
  response: FastifyReply,
  input: RouteInput,
  requestHash: string,
): Promise<FastifyReply> {
  const { caller } = request
  if (caller === null) throw new Error('A route ran without its caller.')
  const key = idempotencyKey(request)
  const given = await caller.work.transact((tx) => route.run(tx, input), {
    idempotency: key === undefined ? undefined : { key, requestHash },
    keep: (made) => made.kind !== 'problem' && !(made.kind === 'reply' && made.status >= 400),
    onReplay: () => void response.header('idempotent-replayed', 'true'),
  })
  return send(response, caller, given)
}

/** @throws {MalformedInputError} with what is wrong in all parts at once */
function readInput(route: Route, request: FastifyRequest, caller: Caller): RouteInput {
  const errors: ErrorFact[] = []
  const { organization: _, ...params } = request.params as Record<string, unknown>
  const read = (schema: Route['params'], part: Part, given: unknown): unknown => {
    const unclean = uncleanParts(given, part)
    errors.push(...unclean)
    if (schema === undefined || unclean.length > 0) return schema === undefined ? {} : undefined
    const checked = check(schema, part, given)
    if (checked.kind === 'read') return checked.value
    errors.push(...checked.errors)
    return undefined
  }
  const bodySchema = route.kind === 'command' ? route.body : undefined
  const input = {
    organization: caller.organization,
    params: read(route.params, 'params', params),
    query: read(route.query, 'query', request.query),
    body: read(bodySchema, 'body', request.body),
    upload: undefined,
    ifMatch: route.kind === 'command' ? readIfMatch(request, errors) : undefined,
  }
  if (bodySchema === undefined) errors.push(...unexpectedBody(request.body))
  if (errors.length > 0) throw new MalformedInputError(errors)
  return input
}

function unexpectedBody(body: unknown): readonly ErrorFact[] {
  const isNothing =
    body === undefined ||
    (typeof body === 'object' && body !== null && Object.keys(body).length === 0)
  if (isNothing) return []
  return [{ code: 'unknown_field', detail: 'Send no body: this request has none.', pointer: '' }]
}

function readIfMatch(request: FastifyRequest, errors: ErrorFact[]): number | undefined {
  const ifMatch = parseIfMatch(request.headers['if-match'])
  if (ifMatch.kind === 'version') return ifMatch.version
  if (ifMatch.kind === 'malformed') {
    const detail = 'Send the ETag of the document as it was read, such as If-Match: "3".'
    errors.push({ code: 'malformed', detail, pointer: 'if-match' })
  }
  return undefined
}

/** @throws {MalformedInputError} for a key that is empty, longer than 200 or not plain ASCII */
function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && keyPattern.test(key)) return key
  const detail = 'Send an Idempotency-Key of 1 to 200 characters of ASCII without spaces.'
  throw new MalformedInputError([{ code: 'malformed', detail, pointer: 'idempotency-key' }])
}

function hashOf(request: FastifyRequest, content: string): string {
  const ifMatch = request.headers['if-match'] ?? ''
  return createHash('sha256')
    .update(`${request.method} ${request.url} ${ifMatch}\n${content}`)
    .digest('base64url')
}

/** From `Content-Disposition: attachment; filename="items.csv"`. */
function fileNameIn(request: FastifyRequest): string | undefined {
  const header = request.headers['content-disposition']
  const [, quoted, bare] = /filename="?(?:([^"]{1,200})"|([^;"\s]{1,200}))/.exec(header ?? '') ?? []
  return quoted ?? bare
}

function send(response: FastifyReply, caller: Caller, given: Answer): FastifyReply {
  switch (given.kind) {
    case 'problem':
      return sendProblem(response, given)
    case 'file':
      return sendFile(response, given)
    case 'reply':
      return sendReply(response, caller, given)
  }
}

/** Written as it is, without a schema at run time: tests hold each answer against its contract. */
function sendReply(response: FastifyReply, caller: Caller, given: Reply): FastifyReply {
  response.code(given.status)
  if (given.version !== undefined) response.header('etag', etagOf(given.version))
  if (given.location !== undefined) {
    response.header('location', `/api/v1/${caller.organization.slug}${given.location}`)
  }
  if (given.body === undefined) return response.send()
  return response
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(bodyOf(given)))
}

function bodyOf(given: Reply): unknown {
  const once = given[shownOnce]
  return once === undefined ? given.body : Object.assign({}, given.body, once)
}

function sendFile(response: FastifyReply, given: FileReply): FastifyReply {
  const fileName = given.fileName.replace(fileNamePattern, '-')
  return response
    .header('content-type', given.mediaType)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(given.content)
}

export function sendProblem(response: FastifyReply, given: Problem): FastifyReply {
  return response
    .code(given.status)
    .headers(given.headers ?? {})
    .header('content-type', problemMediaType)
    .send(problemText(given, response.request.id))
}
