/** Requests that are almost right: a call that would succeed, with something about it made wrong. */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'

import type { Route } from '#platform/http/route'
import { pick, type Random, sampleOf, spoil } from '#support/sample'

import type { Call } from './client.ts'
import { pathOf, type Wanted } from './grand-walk.ts'

/** A request below `/api/v1/{organization}`. */
export type Shot = { readonly path: string; readonly call: Call; readonly how: string }

const json = { 'content-type': 'application/json' }
const csv = { 'content-type': 'text/csv' }

/** The call as it is. */
export function shotOf(route: Route, wanted: Wanted, how = 'as it should be'): Shot {
  const { method } = route
  const path = pathOf(route, wanted)
  if (wanted.raw !== undefined) {
    return { path, how, call: { method, body: Buffer.from(wanted.raw), headers: csv } }
  }
  return { path, how, call: { method, body: wanted.body } }
}

type Fuzz = (route: Route, wanted: Wanted, random: Random) => Shot

/** The call with one thing about it wrong, or made up from the contract; by luck it may be right. */
export function almost(route: Route, wanted: Wanted, random: Random): Shot {
  const ways: Fuzz[] = [otherHeaders]
  if (route.query !== undefined) ways.push(otherQuery, otherQuery, otherQuery)
  if (wanted.params !== undefined) ways.push(otherParams, otherParams)
  if (wanted.body !== undefined) ways.push(otherPart, otherPart, otherPart, madeUpBody, otherText)
  else if (wanted.raw !== undefined) ways.push(otherFile, otherFile, otherFile)
  else if (route.method !== 'GET') ways.push(otherText)
  else if (route.query === undefined) ways.push(otherQuery)
  return pick(random, ways)(route, wanted, random)
}

const otherPart: Fuzz = (route, wanted, random) =>
  shotOf(route, { ...wanted, body: spoil(wanted.body, random) }, 'a part of the body')

const madeUpBody: Fuzz = (route, wanted, random) => {
  const shape = route.kind === 'command' ? route.body : undefined
  if (shape === undefined) return otherPart(route, wanted, random)
  const made = sampleOf(shape, random, idsIn(wanted))
  const body = random() < 0.5 ? made : mixed(wanted.body, made)
  return shotOf(route, { ...wanted, body }, 'a body made up')
}

/** Some fields of the call, the rest made up. */
function mixed(right: unknown, made: unknown): unknown {
  const areObjects = [right, made].every((each) => typeof each === 'object' && each !== null)
  return areObjects ? { ...(made as object), ...(right as object) } : made
}

const otherQuery: Fuzz = (route, wanted, random) => {
  const made = madeUpQuery(route.query, wanted, random)
  const given = random() < 0.5 ? spoil(made, random) : made
  const query = Object.fromEntries(
    Object.entries(typeof given === 'object' && given !== null ? given : { given }).map(
      ([name, value]) => [name, textOf(value)],
    ),
  )
  return shotOf(route, { ...wanted, query }, 'the query')
}

function madeUpQuery(shape: z.ZodType | undefined, wanted: Wanted, random: Random): object {
  if (shape === undefined) return { ...wanted.query, page: '2' }
  const made = sampleOf(shape, random, idsIn(wanted)) as Record<string, unknown>
  // A cursor that fits comes from an answer alone; now and then it is tried anyway.
  if (random() < 0.8) delete made['cursor']
  return random() < 0.6 ? { ...made, ...wanted.query } : made
}

const strangeSteps = ['x y/ü%', '.', '0', 'null', "'--", '%00', 'ä'.repeat(250)]

const otherParams: Fuzz = (route, wanted, random) => {
  const [name] = pick(random, Object.entries(wanted.params ?? {}))
  const value = pick(random, [randomUUID(), randomUUID(), pick(random, strangeSteps)])
  const params = { ...wanted.params, [name]: value }
  return shotOf(route, { ...wanted, params }, 'who is meant')
}

const strangeHeaders: readonly Readonly<Record<string, string>>[] = [
  { 'if-match': '"999999"' },
  { 'if-match': 'yes' },
  { 'if-match': `"${'9'.repeat(40)}"` },
  { 'idempotency-key': ' ' },
  { 'idempotency-key': 'k'.repeat(201) },
  { 'idempotency-key': 'schlüssel' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'text/plain' },
  { accept: 'image/png' },
  { origin: 'https://elsewhere.example' },
  { 'content-encoding': 'br' },
]

const otherHeaders: Fuzz = (route, wanted, random) => {
  const shot = shotOf(route, wanted, 'a header')
  const headers = { ...shot.call.headers, ...pick(random, strangeHeaders) }
  return { ...shot, call: { ...shot.call, headers } }
}

const strangeTexts = [
  '{',
  'null',
  '[]',
  '"text"',
  '{"a":1,"a":2}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{}}}',
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  '{"lines":"\\ud800"}',
  '{"quantity":1e999}',
  '\u0000',
  `{"note":"${'x'.repeat(5_000_000)}"}`,
]

const otherText: Fuzz = (route, wanted, random) => {
  // The one that is too large takes long to send; it is tried seldom.
  const many = random() < 0.02 ? strangeTexts : strangeTexts.slice(0, -1)
  const body = Buffer.from(pick(random, many))
  const { path } = shotOf(route, wanted)
  return { path, how: 'a text', call: { method: route.method, body, headers: json } }
}

const strangeFiles = [
  Buffer.alloc(0),
  Buffer.from([0xff, 0xfe, 0x00]),
  Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00]),
  Buffer.from('PK\u0003\u0004 a sheet'),
  Buffer.from('code,name\n"never closed'),
  Buffer.from('code;code;code\n1;2;3\n'),
  Buffer.from('\u0000\u0000\u0000'),
  Buffer.from([0xc3, 0x28, 0x2c, 0xa0, 0xa1]),
  Buffer.from(`${'c,'.repeat(500)}\n`),
  Buffer.from('code,name\n=cmd|calc,"@SUM(1)"\n'),
]

const otherFile: Fuzz = (route, wanted, random) => {
  const { path } = shotOf(route, wanted)
  const body = pick(random, strangeFiles)
  return { path, how: 'a file', call: { method: route.method, body, headers: csv } }
}

const idPattern = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Of what the call is about: a made-up request may meet nothing else, so that the walk stays whole. */
function idsIn(wanted: Wanted): readonly string[] {
  return [...(JSON.stringify(wanted).match(idPattern) ?? []), randomUUID()]
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.slice(0, 4_000)
}
