/** The contract of all routes as one OpenAPI 3.1 document, from the very schemas that check requests. */
import { z } from 'zod'

import type { Route, Shape } from './route.ts'

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json | undefined }

/** What is described of a route; also fits an endpoint that is no route of a room. */
export type Described = Pick<
  Route,
  | 'path'
  | 'tag'
  | 'summary'
  | 'description'
  | 'permission'
  | 'params'
  | 'query'
  | 'responses'
  | 'problems'
> & {
  readonly kind: 'command' | 'question'
  readonly method: string
  readonly body?: z.ZodType
  readonly rawUpload?: { readonly maxBytes: number }
}

export type Mounted = {
  /** With parameters in braces: `/api/v1/{organization}`. */
  readonly prefix: string
  readonly routes: readonly Described[]
  /** False where nobody signs in. */
  readonly isSecured: boolean
}

export function openApiDocument(
  info: { readonly version: string; readonly description: string },
  mounted: readonly Mounted[],
): JsonObject {
  const components = new Map<string, JsonObject>([['Problem', problemSchema]])
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const { prefix, routes, isSecured } of mounted) {
    for (const route of routes) {
      const path = prefix + route.path.replace(/^\/$/, '').replace(/:([A-Za-z]+)/g, '{$1}')
      const operation = operationOf(route, path, isSecured, components)
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Landfall',
      version: info.version,
      description: info.description,
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    paths: sorted(paths),
    components: {
      schemas: sorted(Object.fromEntries(components)),
      parameters: commandHeaders,
      responses: problemResponses,
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'lf_<organization>_<secret>' },
        session: { type: 'apiKey', in: 'cookie', name: 'landfall.session_token' },
      },
    },
  }
}

function operationOf(
  route: Described,
  path: string,
  isSecured: boolean,
  components: Map<string, JsonObject>,
): JsonObject {
  const parameters = [
    ...pathParameters(route, path, components),
    ...(route.query === undefined ? [] : parametersIn('query', route.query, components)),
    ...(route.kind === 'command' && isSecured ? commandHeaderReferences : []),
  ]
  return {
    operationId: operationId(route.method, path),
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.permission === null ? {} : { 'x-permission': route.permission }),
    ...(isSecured ? { security: [{ session: [] }, { apiKey: [] }] } : { security: [] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(route, components),
    responses: responsesOf(route, isSecured, components),
  }
}

const commandHeaders: JsonObject = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Of your own choice, once for each act; a twin gets the first answer again.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag of the document the change is based on.',
    schema: { type: 'string' },
  },
}

const commandHeaderReferences: readonly JsonObject[] = Object.keys(commandHeaders).map((name) => ({
  $ref: `#/components/parameters/${name}`,
}))

function pathParameters(
  route: Described,
  path: string,
  components: Map<string, JsonObject>,
): readonly JsonObject[] {
  const described = route.params ? parametersIn('path', route.params, components) : []
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  return names.map(
    (name) =>
      described.find((parameter) => parameter['name'] === name) ?? {
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      },
  )
}

function parametersIn(
  place: 'path' | 'query',
  schema: z.ZodType,
  components: Map<string, JsonObject>,
): readonly JsonObject[] {
  const object = schemaOf(schema, 'input', components)
  const properties = (object['properties'] ?? {}) as Record<string, JsonObject>
  const required = (object['required'] ?? []) as readonly string[]
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function requestBody(route: Described, components: Map<string, JsonObject>): JsonObject {
  if (route.rawUpload !== undefined) {
    const description = `The file itself, at most ${route.rawUpload.maxBytes} bytes.`
    return { requestBody: { required: true, description, content: { '*/*': { schema: {} } } } }
  }
  if (route.body === undefined) return {}
  const schema = schemaOf(route.body, 'input', components)
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function responsesOf(
  route: Described,
  isSecured: boolean,
  components: Map<string, JsonObject>,
): JsonObject {
  const given = Object.entries(route.responses).map(
    ([status, shape]) => [status, responseOf(shape, components)] as const,
  )
  const expected = isSecured ? [400, 401, 403, 404, 429] : [400, 429]
  const inCommands = route.kind === 'command' ? [409, 412, 413, 415, 422] : []
  const problems = [
    ...expected,
    ...inCommands,
    ...(route.problems ?? []).filter((status) => status in problemTexts),
    503,
  ].map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }] as const)
  return sorted(Object.fromEntries([...problems, ...given]))
}

function responseOf(shape: Shape, components: Map<string, JsonObject>): JsonObject {
  if (!('kind' in shape)) {
    const schema = schemaOf(shape, 'output', components)
    return { description: 'Done', content: { 'application/json': { schema } } }
  }
  if (shape.kind === 'empty') return { description: 'Done; nothing to tell' }
  const schema: JsonObject = { type: 'string', format: 'binary' }
  return { description: 'A file', content: { [shape.mediaType]: { schema } } }
}

const problemTexts: Readonly<Record<number, string>> = {
  400: 'Malformed: every reason is in errors',
  401: 'Not signed in',
  403: 'Not permitted',
  404: 'Not there, or not yours to see',
  409: 'Refused by the state of things',
  410: 'No longer there',
  412: 'Somebody changed it meanwhile; errors carry the difference',
  413: 'Too large',
  415: 'Another media type than expected',
  422: 'Refused by a rule, or an Idempotency-Key used for another request',
  429: 'Too often',
  503: 'Busy; try again',
}

const problemResponses: JsonObject = Object.fromEntries(
  Object.entries(problemTexts).map(([status, description]) => {
    const schema = { $ref: '#/components/schemas/Problem' }
    const content = { 'application/problem+json': { schema } }
    return [`Problem${status}`, { description, content }]
  }),
)

const problemSchema: JsonObject = {
  type: 'object',
  description: 'RFC 9457, with a stable code and every reason at once',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'detail'],
        properties: {
          code: { type: 'string' },
          detail: { type: 'string', description: 'One sentence that says what to do' },
          pointer: { type: 'string', description: 'Where in the body (RFC 6901), or ?name, :name' },
        },
        additionalProperties: true,
      },
    },
  },
}

/** The schema itself; those with an id move to the components and leave a reference. */
function schemaOf(
  schema: z.ZodType,
  io: 'input' | 'output',
  components: Map<string, JsonObject>,
): JsonObject {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as unknown as JsonObject
  const { $schema: _, $defs = {}, ...own } = made
  const names = new Map<string, string>()
  for (const [id, definition] of Object.entries($defs as Record<string, JsonObject>)) {
    names.set(`#/$defs/${id}`, componentName(id, definition, io, components))
  }
  for (const [id, definition] of Object.entries($defs as Record<string, JsonObject>)) {
    const name = names.get(`#/$defs/${id}`) ?? id
    if (!components.has(name)) components.set(name, withReferences(definition, names))
  }
  const { id, ...rest } = own
  if (typeof id !== 'string') return withReferences(rest, names)
  const name = componentName(id, own, io, components)
  components.set(name, withReferences(rest, names))
  return { $ref: `#/components/schemas/${name}` }
}

/** A shape that differs on its way in, by defaults, has two names. */
function componentName(
  id: string,
  definition: JsonObject,
  io: 'input' | 'output',
  components: Map<string, JsonObject>,
): string {
  if (io === 'output') return id
  const there = components.get(id)
  const same = there === undefined || textOf(there) === textOf(definition)
  return same ? id : `${id}Input`
}

function textOf({ id: _, ...definition }: JsonObject): string {
  return JSON.stringify(definition).replaceAll('#/components/schemas/', '#/$defs/')
}

function withReferences(value: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const { id: _, ...kept } = value
  const text = JSON.stringify(kept, (key, part: unknown) => {
    if (key !== '$ref' || typeof part !== 'string') return part
    const name = names.get(part)
    return name === undefined ? part : `#/components/schemas/${name}`
  })
  return JSON.parse(text) as JsonObject
}

function operationId(method: string, path: string): string {
  const words = path
    .replace('/api/v1/{organization}', '')
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  return (
    method.toLowerCase() +
    words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  )
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
