/** Days on which opening stock can't be posted. */
import type { Tx } from '#platform/work'
import { postingContext, postingErrors } from '#records/companies'
import type { CellError } from '#records/imports'
import { aheadErrors } from '#records/places'

import type { PlaceOfCount } from './queries/place-of-count.ts'

/** By company and day; a file names few of them. */
export async function dayErrors(
  tx: Tx,
  asked: readonly { readonly place: PlaceOfCount; readonly day: string }[],
): Promise<ReadonlyMap<string, readonly CellError[]>> {
  const distinct = new Map(asked.map((each) => [`${each.place.companyId} ${each.day}`, each]))
  const errors = new Map<string, readonly CellError[]>()
  for (const [name, { place, day }] of distinct) {
    const given = { day, documentCurrency: place.companyCurrency }
    const context = await postingContext(tx, { companyId: place.companyId, ...given })
    const ahead = aheadErrors(tx.now.getTime(), place, {
      day,
      code: 'adjusted_in_future',
      pointer: '',
    })
    const missing = context.kind === 'missing' ? postingErrors(context.missing, given) : []
    errors.set(name, [
      ...[...ahead, ...missing].map(({ code, detail }) => ({ code, detail, column: 'openedOn' })),
    ])
  }
  return errors
}
