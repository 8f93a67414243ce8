/**
 * How a room says what it offers over HTTP: a contract and what to run. `register.ts` puts routes on
 * the server, `openapi.ts` describes them; a room knows neither.
 *
 * Paths are relative to `/api/v1/{organization}` and name parameters with a colon:
 * `/purchase-orders/:orderId`.
 */
import type { Readable } from 'node:stream'
import type { z } from 'zod'

import type { Permission } from '#platform/permissions'
import type { Ask, Tx } from '#platform/work'

import type { Problem } from './problem.ts'

export { type ErrorFact, type Problem, problem } from './problem.ts'

/** A response without a body. */
export const empty = { kind: 'empty' } as const

/** A response that is a file of this media type; the route answers with `file(…)`. */
export function fileOf<const MediaType extends string>(mediaType: MediaType): FileShape<MediaType> {
  return { kind: 'file', mediaType }
}

export type FileShape<MediaType extends string = string> = {
  readonly kind: 'file'
  readonly mediaType: MediaType
}

export type Shape = z.ZodType | typeof empty | FileShape
export type Responses = Readonly<Record<number, Shape>>

export type ReplyMeta = {
  /** The document's version; goes out as the ETag. */
  readonly version?: number
  /** Path of what was made, relative to the organization: `/purchase-orders/…`. */
  readonly location?: string
  /** Parts of the body for the first answer alone, such as a password: never kept for a twin. */
  readonly shownOnce?: Readonly<Record<string, unknown>>
}

/** JSON passes over a symbol, and with it over what must not be kept. */
export const shownOnce = Symbol('shown once')

export type Reply<Status extends number = number, Body = unknown> = Omit<ReplyMeta, 'shownOnce'> & {
  readonly kind: 'reply'
  readonly status: Status
  readonly body: Body
  readonly [shownOnce]?: ReplyMeta['shownOnce']
}

export type FileReply<MediaType extends string = string> = {
  readonly kind: 'file'
  readonly mediaType: MediaType
  readonly fileName: string
  readonly content: Readable | Uint8Array | string
}

export type Answer = Reply | FileReply | Problem

export function reply<const Status extends number>(status: Status): Reply<Status, undefined>
export function reply<const Status extends number, const Body>(
  status: Status,
  body: Body,
  meta?: ReplyMeta,
): Reply<Status, Body>
export function reply(status: number, body?: unknown, meta: ReplyMeta = {}): Reply {
  const { shownOnce: once, ...kept } = meta
  return { kind: 'reply', status, body, ...kept, [shownOnce]: once }
}

/** A file to download: bytes, text, or a stream that is read after the answer began. */
export function file<const MediaType extends string>(
  mediaType: MediaType,
  fileName: string,
  content: FileReply['content'],
): FileReply<MediaType> {
  return { kind: 'file', mediaType, fileName, content }
}

/** A body received as bytes, already on disk and within its limit when the route runs. */
export type Upload = {
  /** A temporary file, removed after the answer. */
  readonly path: string
  readonly sizeBytes: number
  /** Hex. */
  readonly sha256: string
  readonly mediaType: string
  /** The name the caller gave it, without folders; `undefined` when none. */
  readonly fileName: string | undefined
}

/** The organization of the path, for links and for what the control database keeps about it. */
export type OrganizationRef = { readonly id: string; readonly slug: string }

export type UploadLimit = { readonly maxBytes: number }

type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE'
type Given<S> = S extends z.ZodType ? z.output<S> : Record<never, never>
type Body<S> = S extends z.ZodType ? z.output<S> : undefined

type Description<R, P, Q> = {
  readonly path: `/${string}`
  /** The room, as the reader of the API sees it. */
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** For the reader of the API; the action checks. */
  readonly permission: Permission | null
  readonly params?: P
  readonly query?: Q
  readonly responses: R
  /** Statuses of problems beyond those any route may answer with. */
  readonly problems?: readonly number[]
}

type CommandOptions<R, P, Q, B, U> = Description<R, P, Q> & {
  readonly method: Method
  readonly body?: B
  /** Takes bytes of any media type instead of JSON; longer ones are refused with 413. */
  readonly rawUpload?: U
  readonly run: (
    tx: Tx,
    input: {
      readonly organization: OrganizationRef
      readonly params: Given<P>
      readonly query: Given<Q>
      readonly body: Body<B>
      readonly upload: U extends UploadLimit ? Upload : undefined
      /** The version the caller saw, from If-Match; `undefined` when not sent or `*`. */
      readonly ifMatch: number | undefined
    },
  ) => Promise<AnswerOf<R>>
}

type QuestionOptions<R, P, Q> = Description<R, P, Q> & {
  readonly run: (
    ask: Ask,
    input: {
      readonly organization: OrganizationRef
      readonly params: Given<P>
      readonly query: Given<Q>
    },
  ) => Promise<AnswerOf<R>>
}

type AnswerOf<R> =
  | Problem
  | { [Status in keyof R & number]: AnswerShaped<Status, R[Status]> }[keyof R & number]

type AnswerShaped<Status extends number, S> = S extends z.ZodType
  ? Reply<Status, Wire<z.output<S>>>
  : S extends FileShape<infer MediaType>
    ? FileReply<MediaType>
    : Reply<Status, undefined>

/** What is sent may be read-only all through; nobody changes it on its way out. */
type Wire<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Wire<Item>[]
      : { readonly [Key in keyof T]: Wire<T[Key]> }

/** What came in, each part as its schema made it. */
export type RouteInput = {
  readonly organization: OrganizationRef
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly upload: Upload | undefined
  readonly ifMatch: number | undefined
}

type Described = Description<Responses, z.ZodType, z.ZodType>

export type CommandRoute = Described & {
  readonly kind: 'command'
  readonly method: Method
  readonly body?: z.ZodType
  readonly rawUpload?: UploadLimit
  readonly run: (tx: Tx, input: RouteInput) => Promise<Answer>
}

export type QuestionRoute = Described & {
  readonly kind: 'question'
  readonly method: 'GET'
  readonly run: (ask: Ask, input: RouteInput) => Promise<Answer>
}

export type Route = CommandRoute | QuestionRoute

/**
 * Something a person or system can do. `run` is the body of one transaction; a problem, or a reply
 * of 400 and above, rolls it back.
 */
export function command<
  const R extends Responses,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  U extends UploadLimit | undefined = undefined,
>(options: CommandOptions<R, P, Q, B, U>): CommandRoute {
  return { kind: 'command', ...options } as unknown as CommandRoute
}

/** Something one can ask. Nothing is written. */
export function question<
  const R extends Responses,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
>(options: QuestionOptions<R, P, Q>): QuestionRoute {
  return { kind: 'question', method: 'GET', ...options } as unknown as QuestionRoute
}
