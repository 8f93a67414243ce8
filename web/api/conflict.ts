import type { Problem, Reason } from './problem.ts'

/** One field that both changed. Values as the API wrote them. */
export type FieldDifference = {
  /** JSON pointer, also the name by which a screen labels it. */
  readonly field: string
  readonly theirs: unknown
}

/** What a 412 tells: who changed what meanwhile, and the version that is current now. */
export type Difference = {
  readonly who: string | undefined
  readonly at: string | undefined
  /** For If-Match of the next try. */
  readonly etag: string | undefined
  readonly fields: readonly FieldDifference[]
}

export function differenceOf({ errors }: Problem): Difference {
  const [head] = errors
  const version = head?.currentVersion ?? head?.version
  return {
    who: textOf(head?.changedBy ?? head?.who),
    at: textOf(head?.changedAt ?? head?.when),
    etag: version === undefined ? undefined : `"${String(version)}"`,
    fields: errors.flatMap(fieldsOf),
  }
}

/** Fields come one to an error, or all in the list of one. */
function fieldsOf(reason: Reason): readonly FieldDifference[] {
  if (Array.isArray(reason.fields)) return reason.fields.flatMap(fieldOf)
  return reason.pointer === undefined ? [] : fieldOf({ ...reason, field: reason.pointer })
}

function fieldOf(told: unknown): readonly FieldDifference[] {
  if (typeof told === 'string') return [{ field: told, theirs: undefined }]
  if (typeof told !== 'object' || told === null || !('field' in told)) return []
  const theirs = 'is' in told ? told.is : 'theirs' in told ? told.theirs : undefined
  return [{ field: String(told.field), theirs }]
}

function textOf(told: unknown): string | undefined {
  return typeof told === 'string' && told !== '' ? told : undefined
}
