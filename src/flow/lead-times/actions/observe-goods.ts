/** What each delivery teaches: read from the books when goods are counted in, taken back or inspected. */
import { z } from 'zod'

import { readStageDays, type StageDays } from '#books/inventory'
import { quote } from '#flow/agreements'
import { dayAt, daysBetween } from '#kernel/day'
import { enqueue } from '#platform/jobs'
import { type OutboxEvent, type Subscription, subscribe } from '#platform/relay'
import { requirePermission, type Tx } from '#platform/work'
import type { ItemId } from '#records/items'
import { type PlaceId, readPlaceFacts } from '#records/places'
import type { SupplierId } from '#records/suppliers'
import { readObserved } from '../queries/observed.ts'
import { partsOf } from '../rules/parts.ts'
import { insertObservations, type NewObservation } from '../store.ts'

const received = z.looseObject({
  receivedOn: z.string(),
  reversesId: z.string().nullish(),
  lines: z.array(
    z.looseObject({
      orderLineId: z.string(),
      acceptedUnits: z.coerce.bigint(),
      quarantinedUnits: z.coerce.bigint(),
    }),
  ),
})

const inspected = z.looseObject({
  placeId: z.string(),
  lines: z.array(z.looseObject({ orderLineId: z.string(), passedUnits: z.coerce.bigint() })),
})

export const observeLeadTimes: Subscription = subscribe(
  'lead-times.observe',
  ['goods.received', 'receipt.reversed', 'goods.inspected'],
  async (tx, event) => {
    requirePermission(tx, 'plans.write')
    const observations =
      event.type === 'goods.inspected'
        ? await ofInspection(tx, event)
        : await ofReceipt(tx, event, event.type === 'receipt.reversed' ? 'reversal' : 'receipt')
    if (observations.length === 0) return
    await insertObservations(tx, observations)
    learnSoon(tx)
  },
)

const learnEveryMs = 60_000

/** At the next full minute: a morning of receipts is learned from once a minute, and no flow of them delays it. */
export function learnSoon(tx: Pick<Tx, 'pending' | 'now'>): void {
  const runAt = new Date(Math.ceil(tx.now.getTime() / learnEveryMs) * learnEveryMs)
  enqueue(tx, 'lead-times.learn', {}, { jobKey: 'lead-times.learn', runAt })
}

async function ofReceipt(
  tx: Tx,
  event: OutboxEvent,
  causeKind: 'receipt' | 'reversal',
): Promise<readonly NewObservation[]> {
  const { receivedOn, reversesId, lines } = received.parse(event.payload)
  const units = new Map<string, bigint>()
  for (const line of lines) {
    const came = line.acceptedUnits + line.quarantinedUnits
    units.set(line.orderLineId, (units.get(line.orderLineId) ?? 0n) + came)
  }
  // Rejects alone teach nothing: what was ordered is still to come.
  const orderLineIds = [...units].filter(([, came]) => came !== 0n).map(([id]) => id)
  const known = await readStageDays(tx, 'purchase_order_line', orderLineIds)
  const agreed = await agreedDays(tx, known, units)
  return known.flatMap((stages) => {
    if (stages.supplierId === null) return []
    return [
      {
        id: tx.newId(),
        causeKind,
        causeId: event.subject.id,
        takesBackId: causeKind === 'reversal' ? (reversesId ?? null) : null,
        ...subjectOf(stages, stages.supplierId),
        units: units.get(stages.sourceId) ?? 0n,
        knownOn: receivedOn,
        agreedDays: agreed.get(stages.sourceId) ?? null,
        lateDays: lateness(stages.firstPromisedOn, receivedOn),
        lateAgainDays: lateness(stages.lastPromisedOn, receivedOn),
        ...partsOf({ ...stages, receivedOn }),
      },
    ]
  })
}

/** The passing of what was quarantined ends its time at the dock. */
async function ofInspection(tx: Tx, event: OutboxEvent): Promise<readonly NewObservation[]> {
  const { placeId, lines } = inspected.parse(event.payload)
  const passed = new Map(
    lines.filter(({ passedUnits }) => passedUnits > 0n).map((line) => [line.orderLineId, line]),
  )
  const place = (await readPlaceFacts(tx, [placeId as PlaceId])).get(placeId as PlaceId)
  if (place === undefined) return []
  const knownOn = dayAt(event.occurredAt.getTime(), place.timeZone)
  const observed = await readObserved(tx, event.subject.id, [...passed.keys()])
  return observed.map(({ receivedOn, ...subject }) => ({
    id: tx.newId(),
    causeKind: 'inspection',
    causeId: event.id,
    takesBackId: null,
    ...subject,
    units: passed.get(subject.orderLineId)?.passedUnits ?? 0n,
    startedOn: null,
    knownOn,
    firstPromisedOn: null,
    lastPromisedOn: null,
    agreedDays: null,
    lateDays: null,
    lateAgainDays: null,
    ...nothingKnown,
    dockDays: Math.max(0, daysBetween(receivedOn, knownOn)),
  }))
}

const nothingKnown = {
  wholeDays: null,
  approvalDays: null,
  answerDays: null,
  supplyDays: null,
  productionDays: null,
  transitDays: null,
  dockDays: null,
}

function subjectOf(stages: StageDays, supplierId: string) {
  return {
    orderLineId: stages.sourceId,
    orderId: stages.documentId,
    itemId: stages.itemId,
    supplierId,
    placeId: stages.placeId,
    startedOn: stages.releasedOn,
    firstPromisedOn: stages.firstPromisedOn,
    lastPromisedOn: stages.lastPromisedOn,
  }
}

function lateness(promisedOn: string | null, receivedOn: string): number | null {
  return promisedOn === null ? null : daysBetween(promisedOn, receivedOn)
}

/** What the supplier's terms said on the day the lines were sent, by order line. */
async function agreedDays(
  tx: Tx,
  known: readonly StageDays[],
  units: ReadonlyMap<string, bigint>,
): Promise<ReadonlyMap<string, number>> {
  const sent = known.filter(
    ({ releasedOn, supplierId }) => releasedOn !== null && supplierId !== null,
  )
  const groups = Map.groupBy(sent, (line) =>
    [line.supplierId, line.placeId, line.releasedOn].join(),
  )
  const agreed = new Map<string, number>()
  for (const group of groups.values()) {
    const [first] = group
    if (first?.releasedOn == null || first.supplierId === null) continue
    const quoted = await quote(tx, {
      lines: group.map((line) => ({
        itemId: line.itemId as ItemId,
        units: absolute(units.get(line.sourceId) ?? 1n),
      })),
      supplierId: first.supplierId as SupplierId,
      placeId: first.placeId as PlaceId,
      day: first.releasedOn,
    })
    for (const [at, line] of quoted.entries()) {
      const { sourceId } = group[at] ?? {}
      if (line.kind === 'quoted' && sourceId !== undefined) agreed.set(sourceId, line.leadTimeDays)
    }
  }
  return agreed
}

function absolute(units: bigint): bigint {
  return units < 0n ? -units : units
}
