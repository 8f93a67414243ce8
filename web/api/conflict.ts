import type { Problem } from './problem.ts'

/** One field that somebody changed meanwhile, as the API writes it. */
export type FieldDifference = {
  readonly field: string
  readonly was: unknown
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

type ChangedField = { readonly field: string; readonly was: unknown; readonly is: unknown }

/** One error for each change, oldest first; a field changed twice is shown once, from first to last. */
export function differenceOf({ errors }: Problem): Difference {
  const last = errors.at(-1)
  const version = last?.currentVersion
  const fields = new Map<string, FieldDifference>()
  for (const { fields: changed } of errors) {
    if (!Array.isArray(changed)) continue
    for (const { field, was, is } of changed as readonly ChangedField[]) {
      fields.set(field, {
        field,
        was: fields.has(field) ? fields.get(field)?.was : was,
        theirs: is,
      })
    }
  }
  return {
    who: textOf(last?.changedBy),
    at: textOf(last?.changedAt),
    etag: version === undefined ? undefined : `"${String(version)}"`,
    fields: [...fields.values()],
  }
}

function textOf(told: unknown): string | undefined {
  return typeof told === 'string' && told !== '' ? told : undefined
}
