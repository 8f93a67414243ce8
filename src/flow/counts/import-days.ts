/** Days on which opening stock can't be posted. */
import { addDays, dayAt } from '#kernel/day'
import type { Tx } from '#platform/work'
import { postingContext, postingErrors } from '#records/companies'
import type { CellError } from '#records/imports'

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
    const latest = addDays(dayAt(tx.now.getTime(), place.timeZone), 1)
    const missing = context.kind === 'missing' ? postingErrors(context.missing, given) : []
    errors.set(name, [
      ...(day > latest ? [inFuture] : []),
      ...missing.map(({ code, detail }) => ({ code, detail, column: 'openedOn' })),
    ])
  }
  return errors
}

const inFuture: CellError = {
  code: 'adjusted_in_future',
  column: 'openedOn',
  detail: 'Write a day that is not ahead: stock is opened as it is.',
}
