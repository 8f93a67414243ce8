import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ChoiceView, ListChoicesQuery } from '../contract/outside.ts'
import type { ChoiceKey } from '../store/choices.ts'

const sorts = { segment: { column: 'forecast_choice.segment', type: 'text' } } as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listChoices(ask: Ask, asked: ListChoicesQuery): Promise<Page<ChoiceView>> {
  requirePermission(ask, 'plans.read')

  const { sourceId, placeId } = asked
  let query = selectChoices(ask)
  if (sourceId !== undefined) query = query.where('forecast_choice.source_id', '=', sourceId)
  if (placeId !== undefined) query = query.where('forecast_choice.place_id', '=', placeId)
  return readPage(ask, query, { sorts, id: 'forecast_choice.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readChoice(ask: Ask, key: ChoiceKey): Promise<ChoiceView | undefined> {
  requirePermission(ask, 'plans.read')

  const { segment, placeId } = key
  const row = await selectChoices(ask)
    .where('forecast_choice.segment', '=', segment)
    .where('forecast_choice.place_id', placeId === null ? 'is' : '=', placeId)
    .executeTakeFirst()
  return row && toView(row)
}

function selectChoices(ask: Ask) {
  return ask.db
    .selectFrom('forecast_choice')
    .leftJoin('place', 'place.id', 'forecast_choice.place_id')
    .leftJoin('forecast_source', 'forecast_source.id', 'forecast_choice.source_id')
    .select([
      'forecast_choice.id',
      'forecast_choice.segment',
      'place.id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'forecast_source.id as sourceId',
      'forecast_source.code as sourceCode',
      'forecast_source.name as sourceName',
      'forecast_choice.reason',
      'forecast_choice.chosen_by_name as chosenByName',
      'forecast_choice.chosen_at as chosenAt',
      'forecast_choice.version',
    ])
}

type Selected = Omit<ChoiceView, 'place' | 'source' | 'chosenAt'> & {
  readonly placeId: string | null
  readonly placeCode: string | null
  readonly placeName: string | null
  readonly sourceId: string | null
  readonly sourceCode: string | null
  readonly sourceName: string | null
  readonly chosenAt: Date
}

function toView(row: Selected): ChoiceView {
  const { id, segment, reason, chosenByName, version } = row
  return {
    id,
    segment,
    place: refOf(row.placeId, row.placeCode, row.placeName),
    source: refOf(row.sourceId, row.sourceCode, row.sourceName),
    reason,
    chosenByName,
    chosenAt: row.chosenAt.toISOString(),
    version,
  }
}

function refOf(id: string | null, code: string | null, name: string | null) {
  return id === null ? null : { id, code: code ?? '', name: name ?? '' }
}
