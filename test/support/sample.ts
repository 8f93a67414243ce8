/**
 * Requests made up from a contract: mostly well-formed, sometimes with one part spoiled. Random by a
 * seed, so that what went wrong once goes wrong again.
 */
import { z } from 'zod'

export type Random = () => number

type Schema = {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
}

/** Texts of which one fits most patterns there are. */
const texts = [
  '12',
  '1.5',
  '0.01',
  'EA',
  'USD',
  'US',
  'A-1',
  'main',
  'abc',
  'ana@example.com',
  '2026-01-05',
  '2026-01-05T09:00:00Z',
  'Europe/Berlin',
  '00012345600012',
  'purchase_order',
  '',
]

/** What breaks programs. */
const spoiled: readonly unknown[] = [
  null,
  '',
  ' ',
  'a\0b',
  '\ud800',
  '😀'.repeat(300),
  'x'.repeat(100_000),
  "'; drop table item; --",
  '%_\\',
  '-1',
  '0',
  '1e308',
  '99999999999999999999',
  '0.0000000000001',
  '9999-12-31',
  '2026-02-30',
  '00000000-0000-0000-0000-000000000000',
  -1,
  0,
  0.5,
  2_147_483_648,
  2 ** 60,
  1e308,
  true,
  [],
  {},
  [[[]]],
  { __proto__: null, constructor: 1 },
]

/** Mulberry32: small, and the same everywhere. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T
}

/**
 * A value for a shape.
 *
 * @param ids of records that are there, for fields that name one
 */
export function sampleOf(shape: z.ZodType, random: Random, ids: readonly string[]): unknown {
  const schema = schemaOf(shape)
  return sample(schema, { random, ids, defs: schema.$defs ?? {} })
}

const schemas = new WeakMap<z.ZodType, Schema>()

function schemaOf(shape: z.ZodType): Schema {
  const known = schemas.get(shape)
  if (known !== undefined) return known
  const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema
  schemas.set(shape, schema)
  return schema
}

/** The value with one part, anywhere in it, replaced by something that breaks programs. */
export function spoil(value: unknown, random: Random): unknown {
  const isLeaf = typeof value !== 'object' || value === null || random() < 0.15
  if (isLeaf) return pick(random, spoiled)
  if (Array.isArray(value)) {
    if (value.length === 0) return [pick(random, spoiled)]
    const at = Math.floor(random() * value.length)
    return value.with(at, spoil(value[at], random))
  }
  const entries = Object.entries(value)
  if (entries.length === 0 || random() < 0.1) return { ...value, surplus: pick(random, spoiled) }
  const [key, part] = pick(random, entries)
  return { ...value, [key]: spoil(part, random) }
}

type Context = {
  readonly random: Random
  readonly ids: readonly string[]
  readonly defs: Readonly<Record<string, Schema>>
}

function sample(schema: Schema, context: Context): unknown {
  const { random, defs } = context
  if (schema.$ref !== undefined) {
    return sample(defs[schema.$ref.replace('#/$defs/', '')] ?? {}, context)
  }
  if ('const' in schema) return schema.const
  if (schema.enum !== undefined) return pick(random, schema.enum)
  const variants = schema.anyOf ?? schema.oneOf
  if (variants !== undefined) return sample(pick(random, variants), context)
  switch (schema.type) {
    case 'object':
      return sampleObject(schema, context)
    case 'array':
      return sampleList(schema, context)
    case 'integer':
    case 'number':
      return sampleNumber(schema, random)
    case 'boolean':
      return random() < 0.5
    case 'null':
      return null
    default:
      return sampleText(schema, context)
  }
}

function sampleObject(schema: Schema, context: Context): Record<string, unknown> {
  const entries = Object.entries(schema.properties ?? {})
    .filter(([name]) => schema.required?.includes(name) || context.random() < 0.4)
    .map(([name, property]) => [name, sample(property, context)] as const)
  return Object.fromEntries(entries)
}

function sampleList(schema: Schema, context: Context): unknown[] {
  const least = schema.minItems ?? 0
  const most = Math.min(schema.maxItems ?? 3, least + 2)
  const length = least + Math.floor(context.random() * (most - least + 1))
  return Array.from({ length }, () => sample(schema.items ?? {}, context))
}

function sampleNumber(schema: Schema, random: Random): number {
  const least = schema.minimum ?? 0
  const most = Math.min(schema.maximum ?? least + 100, least + 1_000)
  return least + Math.floor(random() * (most - least + 1))
}

function sampleText(schema: Schema, { random, ids }: Context): string {
  if (schema.format === 'uuid') return pick(random, ids)
  const patterns = [schema.pattern, ...(schema.allOf ?? []).map(({ pattern }) => pattern)]
  const fits = (text: string) =>
    text.length >= (schema.minLength ?? 0) &&
    text.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY) &&
    patterns.every((pattern) => pattern === undefined || new RegExp(pattern, 'u').test(text))
  const fitting = texts.filter(fits)
  return fitting.length === 0 ? 'x' : pick(random, fitting)
}
