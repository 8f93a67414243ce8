/** Another's forecast as it comes: appended to its edition, and never changed. */
import { addDays, dayAt } from '#kernel/day'
import { invariant } from '#kernel/invariant'
import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { quantityFromWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { type ItemId, readItemFacts } from '#records/items'
import { type PlaceId, readPlaceFacts } from '#records/places'

import type { RecordOutsideBody } from '../contract/outside.ts'
import { otherFigures } from '../queries/known-figures.ts'
import { readSourceFacts, type SourceFacts } from '../queries/read-sources.ts'
import { editionAdvice, editionFaults, startFault, weekStartsOf } from '../rules/editions.ts'
import {
  type EditionId,
  type EditionTerms,
  insertFigures,
  lockEdition,
  type NewFigure,
} from '../store/sources.ts'
import { layChosenSoon } from './lay-outside.ts'

/** Figures of one statement; more go in several. */
const figuresMax = 5_000

type Given = RecordOutsideBody['figures'][number]

type Recorded = {
  readonly kind: 'recorded'
  readonly editionId: EditionId
  readonly addedCount: number
  readonly knownCount: number
}

/**
 * Records figures of an edition. One that is there with the same units is left as it is; with others it
 * is refused, as is everything with it.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function recordOutside(tx: Tx, given: RecordOutsideBody): Promise<Recorded | Refused> {
  requirePermission(tx, 'plans.write')

  const source = await readSourceFacts(tx, given.sourceId)
  const { figures, errors } = await readFigures(tx, given)
  const errorsOfAll = [...sourceErrors(source), ...madeOnErrors(tx, given.madeOn), ...errors]
  const [first] = given.figures
  if (errorsOfAll.length > 0 || first === undefined) return refused(...errorsOfAll)
  const { period, madeOn } = given
  const edition = await editionFor(tx, {
    sourceId: given.sourceId,
    name: given.edition,
    period,
    weekStarts: weekStartsOf(period, first.startsOn),
    madeOn: madeOn ?? dayAt(tx.now.getTime(), 'UTC'),
  })
  const faults = [
    ...editionFaults(edition, { period, madeOn }).map((code) => {
      const pointer = code === 'period_differs' ? '/period' : '/madeOn'
      return { code, detail: editionAdvice[code], pointer }
    }),
    ...given.figures.flatMap(({ startsOn }, at) => startErrors(edition, startsOn, at)),
  ]
  if (faults.length > 0) return refused(...faults)
  const addedCount = await appendFigures(tx, edition.id, figures)
  if (addedCount < figures.length) {
    const others = await otherFigures(tx, edition.id, figures)
    if (others.length > 0) return refused(...others.map(figureTaken))
  }
  return {
    kind: 'recorded',
    editionId: edition.id,
    addedCount,
    knownCount: figures.length - addedCount,
  }
}

export async function editionFor(tx: Tx, terms: EditionTerms) {
  const edition = await lockEdition(tx, terms)
  invariant(edition !== undefined, 'an edition just named is there')
  return edition
}

/** @returns how many are new */
export async function appendFigures(
  tx: Tx,
  editionId: EditionId,
  figures: readonly NewFigure[],
): Promise<number> {
  requirePermission(tx, 'plans.write')

  let addedCount = 0
  for (let from = 0; from < figures.length; from += figuresMax) {
    addedCount += await insertFigures(tx, editionId, figures.slice(from, from + figuresMax))
  }
  if (addedCount > 0) {
    layChosenSoon(tx)
    const subject = { kind: 'forecast_edition', id: editionId } as const
    announce(tx, 'outside-forecast.received', subject, { addedCount })
  }
  return addedCount
}

async function readFigures(
  tx: Tx,
  { figures: given }: RecordOutsideBody,
): Promise<{ readonly figures: readonly NewFigure[]; readonly errors: readonly ErrorFact[] }> {
  const ids = (name: 'itemId' | 'placeId') => [...new Set(given.map((one) => one[name]))]
  const items = await readItemFacts(tx, ids('itemId') as ItemId[])
  const places = await readPlaceFacts(tx, ids('placeId') as PlaceId[])
  const errors: ErrorFact[] = [...twiceErrors(given)]
  const figures = given.flatMap(({ itemId, placeId, startsOn, quantity }, at): NewFigure[] => {
    const pointer = `/figures/${at}`
    const item = items.get(itemId as ItemId)
    if (item === undefined) errors.push(unknown('item', pointer))
    if (!places.has(placeId as PlaceId)) errors.push(unknown('place', pointer))
    if (item === undefined) return []
    const read = quantityFromWire(quantity, item, `${pointer}/quantity`)
    if (read.kind === 'read') return [{ itemId, placeId, startsOn, units: read.value }]
    errors.push(...read.errors)
    return []
  })
  return { figures, errors }
}

function twiceErrors(given: readonly Given[]): readonly ErrorFact[] {
  const firstAt = new Map<string, number>()
  return given.flatMap(({ itemId, placeId, startsOn }, at): readonly ErrorFact[] => {
    const key = `${itemId} ${placeId} ${startsOn}`
    const first = firstAt.get(key)
    if (first === undefined) firstAt.set(key, at)
    if (first === undefined) return []
    const detail = `Give each period of an item at a place once: figure ${first + 1} is of it.`
    return [{ code: 'figure_twice', detail, pointer: `/figures/${at}` }]
  })
}

function unknown(what: 'item' | 'place', pointer: string): ErrorFact {
  const detail = `Name ${what === 'item' ? 'an item' : 'a place'} that exists.`
  return { code: `${what}_unknown`, detail, pointer: `${pointer}/${what}Id` }
}

function sourceErrors(source: SourceFacts | undefined): readonly ErrorFact[] {
  const pointer = '/sourceId'
  if (source === undefined) {
    const detail = 'Name a source that exists: list them under /forecast-sources.'
    return [{ code: 'source_unknown', detail, pointer }]
  }
  if (source.status === 'active') return []
  return [{ code: 'source_inactive', detail: 'Activate the source first.', pointer }]
}

/** The day after today may have begun where the source is. */
function madeOnErrors(tx: Tx, madeOn: string | undefined): readonly ErrorFact[] {
  if (madeOn === undefined || madeOn <= addDays(dayAt(tx.now.getTime(), 'UTC'), 1)) return []
  const detail = 'Give the day it was made, not one ahead.'
  return [{ code: 'made_on_ahead', detail, pointer: '/madeOn' }]
}

function startErrors(
  edition: Pick<EditionTerms, 'period' | 'weekStarts'>,
  startsOn: string,
  at: number,
): readonly ErrorFact[] {
  const code = startFault(edition, startsOn)
  if (code === undefined) return []
  return [{ code, detail: editionAdvice[code], pointer: `/figures/${at}/startsOn` }]
}

const figureTaken = (at: number): ErrorFact => ({
  code: 'figure_taken',
  detail: 'Send it as another edition: this one has other units there, and editions stay.',
  pointer: `/figures/${at}/quantity`,
})
