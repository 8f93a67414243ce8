/** How an action says no: what kind of no, and every reason at once as facts. */
import type { ErrorFact } from '#platform/http/problem'

export type Reason = { readonly code: string; readonly [fact: string]: unknown }

export type Refused = {
  readonly kind: 'refused'
  /** Stable, for programs: `order_invalid`, `order_not_draft`, `version_mismatch`, … */
  readonly code: string
  readonly reasons: readonly (Reason | ErrorFact)[]
}

export function refused(code: string, ...reasons: readonly (Reason | ErrorFact)[]): Refused {
  return { kind: 'refused', code, reasons: reasons.length > 0 ? reasons : [{ code }] }
}
