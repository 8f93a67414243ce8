/**
 * What a contract refuses, told part by part: where it is and what to do about it. The sentences are
 * ours, since those of zod say what is wrong rather than what to do; a contract's own sentence wins.
 */
import type { z } from 'zod'

import { isStorable } from '../wire.ts'
import type { ErrorFact } from './problem.ts'

/** More reasons than this help nobody. */
export const errorsMax = 200

/** Arrays and objects inside each other; contracts need less than half of it. */
export const depthMax = 32

/** The part of the request the input was in: its errors point there. */
export type Part = 'body' | 'query' | 'params' | 'header'

export type Checked =
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly errors: readonly ErrorFact[] }

/** Holds one part of a request against its contract. */
export function check(schema: z.ZodType, part: Part, given: unknown): Checked {
  const parsed = schema.safeParse(given, { error: sentenceOf })
  if (parsed.success) return { kind: 'read', value: parsed.data }
  const errors = parsed.error.issues.flatMap((issue) => errorsOf(issue, part))
  return { kind: 'refused', errors: errors.slice(0, errorsMax) }
}

/**
 * What no contract needs to say: text that PostgreSQL can't keep (NUL, half a surrogate pair) and
 * nesting without end are refused wherever they stand.
 */
export function uncleanParts(given: unknown, part: Part): readonly ErrorFact[] {
  const errors: ErrorFact[] = []
  lookInto(given, [], (path, code) => {
    if (errors.length < errorsMax) {
      errors.push({ code, detail: uncleanDetail[code], pointer: pointerOf(part, path) })
    }
  })
  return errors
}

type Unclean = 'text_not_storable' | 'nested_too_deep'

const uncleanDetail: Readonly<Record<Unclean, string>> = {
  text_not_storable: 'Remove the characters that no text may hold (NUL, half a surrogate pair).',
  nested_too_deep: `Nest at most ${depthMax} objects and lists inside each other.`,
}

type Path = readonly PropertyKey[]

function lookInto(given: unknown, path: Path, tell: (path: Path, code: Unclean) => void): void {
  if (typeof given === 'string') {
    if (!isStorable(given)) tell(path, 'text_not_storable')
    return
  }
  if (typeof given !== 'object' || given === null) return
  if (path.length >= depthMax) {
    tell(path, 'nested_too_deep')
    return
  }
  for (const [key, value] of Object.entries(given)) {
    if (!isStorable(key)) tell(path, 'text_not_storable')
    lookInto(value, [...path, key], tell)
  }
}

type Issue = z.core.$ZodIssue

function errorsOf(issue: Issue, part: Part): readonly ErrorFact[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'unknown_field',
      detail: `Remove "${key.slice(0, 100)}": it is not part of this request.`,
      pointer: pointerOf(part, [...issue.path, key]),
    }))
  }
  const pointer = pointerOf(part, issue.path)
  return [{ code: codeOf(issue), detail: issue.message, pointer }]
}

function codeOf(issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.message === missing) return 'required'
  return codes[issue.code]
}

const codes: Readonly<Record<Issue['code'], string>> = {
  invalid_type: 'wrong_type',
  too_big: 'too_large',
  too_small: 'too_small',
  invalid_format: 'malformed',
  not_multiple_of: 'malformed',
  unrecognized_keys: 'unknown_field',
  invalid_union: 'no_variant_fits',
  invalid_key: 'malformed',
  invalid_element: 'malformed',
  invalid_value: 'not_allowed',
  custom: 'malformed',
}

const missing = 'Fill this in: it is required.'

type RawIssue = z.core.$ZodRawIssue

function sentenceOf(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? missing
        : `Give ${kinds[issue.expected] ?? issue.expected}.`
    case 'too_big':
      return `Give at most ${String(issue.maximum)}${measureOf(issue.origin)}.`
    case 'too_small':
      return `Give at least ${String(issue.minimum)}${measureOf(issue.origin)}.`
    case 'not_multiple_of':
      return `Give a multiple of ${String(issue.divisor)}.`
    case 'invalid_value':
      return issue.input === undefined
        ? missing
        : `Give one of ${issue.values.map(String).join(', ')}.`
    case 'invalid_union':
      return 'Give one of the shapes that the contract lists here.'
    case 'unrecognized_keys':
      return 'Remove what is not part of this request.'
    case 'invalid_format':
      return `Write this as ${issue.format === 'regex' ? 'the contract describes' : issue.format}.`
    default:
      return 'Correct this as the contract describes.'
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

function measureOf(origin: string): string {
  if (origin === 'string') return ' characters'
  if (origin === 'array' || origin === 'set') return ' entries'
  return ''
}

/** RFC 6901 for a body; `?name`, `:name` and `header` for the other parts. */
function pointerOf(part: Part, path: Path): string {
  if (part === 'body') return path.map((step) => `/${escaped(String(step))}`).join('')
  const prefix = { query: '?', params: ':', header: '' }[part]
  return prefix + path.map(String).join('.').slice(0, 200)
}

function escaped(step: string): string {
  return step.slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1')
}
