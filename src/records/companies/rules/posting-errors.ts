import type { ErrorFact } from '#platform/http/problem'

/** What a company lacks to post a fact of a day, as sentences that say what to do. */
export function postingErrors(
  missing: readonly ('rate' | 'open_period')[],
  given: { readonly day: string; readonly documentCurrency: string },
): readonly ErrorFact[] {
  const { day, documentCurrency } = given
  return missing.map((each) =>
    each === 'rate'
      ? {
          code: 'rate_missing',
          currency: documentCurrency,
          day,
          detail: `Enter a rate of ${documentCurrency} for ${day} or a day before it.`,
        }
      : {
          code: 'period_missing',
          day,
          detail: `Open a fiscal period that holds ${day} or a later day, or choose another day.`,
        },
  )
}
