import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** When a source line passed its stages, as days at its place; null where nothing says so. */
export type StageDays = {
  readonly sourceId: string
  readonly documentId: string
  readonly itemId: string
  readonly supplierId: string | null
  readonly placeId: string
  readonly requestedOn: string | null
  readonly releasedOn: string | null
  readonly acknowledgedOn: string | null
  readonly shippedOn: string | null
  readonly arrivedOn: string | null
  readonly firstPromisedOn: string | null
  readonly lastPromisedOn: string | null
}

/** Stamps of the source itself come first; else a stage began when the line first stood that firm. */
export async function readStageDays(
  ask: Pick<Ask, 'db'>,
  sourceKind: string,
  sourceIds: readonly string[],
): Promise<readonly StageDays[]> {
  const { rows } = await sql<StageDays>`
    with known as (
      select expectation.*, place.time_zone,
        (select min(changed_at) from expectation_change
          where expectation_id = expectation.id and firmness = 'requested') as requested_at,
        (select min(changed_at) from expectation_change
          where expectation_id = expectation.id
            and firmness in ('ordered', 'confirmed', 'shipped')) as released_at,
        (select min(changed_at) from expectation_change
          where expectation_id = expectation.id
            and firmness in ('confirmed', 'shipped')) as acknowledged_at,
        (select min(changed_at) from expectation_change
          where expectation_id = expectation.id and firmness = 'shipped') as shipped_at,
        (select promised_on from expectation_change
          where expectation_id = expectation.id and promised_on is not null
          order by expectation_change.id limit 1) as first_promised_on
      from expectation join place on place.id = expectation.place_id
      where source_kind = ${sourceKind} and source_id = any(${sourceIds}::uuid[])
    )
    select source_id as "sourceId", document_id as "documentId", item_id as "itemId",
      supplier_id as "supplierId", place_id as "placeId",
      (coalesce((stages ->> 'requested')::timestamptz, requested_at)
        at time zone time_zone)::date as "requestedOn",
      (coalesce((stages ->> 'released')::timestamptz, released_at)
        at time zone time_zone)::date as "releasedOn",
      (coalesce((stages ->> 'acknowledged')::timestamptz, acknowledged_at)
        at time zone time_zone)::date as "acknowledgedOn",
      (coalesce((stages ->> 'shipped')::timestamptz, shipped_at)
        at time zone time_zone)::date as "shippedOn",
      ((stages ->> 'arrived')::timestamptz at time zone time_zone)::date as "arrivedOn",
      first_promised_on as "firstPromisedOn", promised_on as "lastPromisedOn"
    from known order by source_id
  `.execute(ask.db)
  return rows
}
