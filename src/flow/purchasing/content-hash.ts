import { createHash } from 'node:crypto'

import { canonicalTerms, type Terms } from './rules/terms.ts'

/** What an approval is bound to: the same terms have the same hash. */
export function contentHashOf(terms: Terms): string {
  return createHash('sha256').update(canonicalTerms(terms)).digest('base64url')
}
