/** Demand from outside, entry by entry, each found again by the sender's own key. */
import { addDays, dayAt } from '#kernel/day'
import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { moneyFromWire, quantityFromWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { type ChannelId, readChannels } from '#records/channels'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'
import { type PlaceId, readPlaceFacts } from '#records/places'

import type { RecordEntriesBody, RecordedEntries } from '../contract.ts'
import { readEntriesByKey, sameEntry } from '../queries/entries-by-key.ts'
import { signedUnits } from '../rules/signed-units.ts'
import type { NewDemandEntry } from '../store/entries.ts'
import { recordDemand } from './record-demand.ts'

type Given = RecordEntriesBody['entries'][number]

/**
 * Records what is new. An entry that is there word for word is left as it is; the same key with other
 * facts is refused, as is everything with it.
 *
 * @throws {PermissionError} when the actor may not write demand
 */
export async function recordEntries(
  tx: Tx,
  given: readonly Given[],
): Promise<({ readonly kind: 'recorded' } & RecordedEntries) | Refused> {
  requirePermission(tx, 'demand.write')

  const { entries, errors } = await readEntries(tx, given)
  errors.push(...twiceErrors(given))
  if (errors.length > 0) return refused(...errors)
  const added = await recordDemand(tx, entries)
  const others = await otherFacts(tx, entries, added)
  if (others.length > 0) return refused(...others)
  return {
    kind: 'recorded',
    addedCount: added.size,
    knownCount: entries.length - added.size,
  }
}

async function readEntries(
  tx: Tx,
  given: readonly Given[],
): Promise<{ readonly entries: readonly NewDemandEntry[]; readonly errors: ErrorFact[] }> {
  const ids = (name: 'itemId' | 'placeId' | 'channelId') => [
    ...new Set(given.map((entry) => entry[name])),
  ]
  const items = await readItemFacts(tx, ids('itemId') as ItemId[])
  const known = {
    items,
    places: await readPlaceFacts(tx, ids('placeId') as PlaceId[]),
    channels: await readChannels(tx, ids('channelId') as ChannelId[]),
  }
  const latest = addDays(dayAt(tx.now.getTime(), 'UTC'), 1)
  const errors: ErrorFact[] = []
  const entries = given.flatMap((entry, index): readonly NewDemandEntry[] => {
    const pointer = `/entries/${index}`
    const item = items.get(entry.itemId as ItemId)
    const unknown = unknownErrors(entry, known, pointer)
    if (entry.onDay > latest) unknown.push(inFuture(pointer))
    if (item === undefined || unknown.length > 0) {
      errors.push(...unknown)
      return []
    }
    const read = readEntry(entry, item, pointer)
    if (read.kind === 'read') return [read.entry]
    errors.push(...read.errors)
    return []
  })
  return { entries, errors }
}

type ReadEntry =
  | { readonly kind: 'read'; readonly entry: NewDemandEntry }
  | { readonly kind: 'refused'; readonly errors: readonly ErrorFact[] }

function readEntry(given: Given, item: ItemFacts, pointer: string): ReadEntry {
  const { externalKey, itemId, placeId, channelId, onDay, kind = 'sale', value } = given
  const quantity = quantityFromWire(given.quantity, item, `${pointer}/quantity`)
  if (quantity.kind === 'refused') return quantity
  const money = value === undefined ? undefined : moneyFromWire(value, `${pointer}/value`)
  if (money?.kind === 'refused') return money
  const units = signedUnits(kind, quantity.value)
  if (units === undefined) {
    const detail = `Write a ${kind} as a quantity that is not below zero.`
    return {
      kind: 'refused',
      errors: [{ code: 'negative', detail, pointer: `${pointer}/quantity` }],
    }
  }
  const worth =
    money === undefined ? {} : { valueMinor: money.value, currency: value?.currency ?? '' }
  const about = { itemId, placeId, channelId, onDay, kind, units }
  return {
    kind: 'read',
    entry: { key: `api:${externalKey}`, ...about, ...worth, sourceKind: 'api' },
  }
}

function unknownErrors(
  entry: Given,
  known: Readonly<Record<'items' | 'places' | 'channels', ReadonlyMap<string, unknown>>>,
  pointer: string,
): ErrorFact[] {
  const unknown = (word: string, field: string): ErrorFact => ({
    code: `${word}_unknown`,
    detail: `Name a ${word} that exists.`,
    pointer: `${pointer}/${field}`,
  })
  return [
    ...(known.items.has(entry.itemId) ? [] : [unknown('item', 'itemId')]),
    ...(known.places.has(entry.placeId) ? [] : [unknown('place', 'placeId')]),
    ...(known.channels.has(entry.channelId) ? [] : [unknown('channel', 'channelId')]),
  ]
}

function inFuture(pointer: string): ErrorFact {
  const detail = 'Write a day that is not ahead: demand is what was wanted.'
  return { code: 'day_in_future', detail, pointer: `${pointer}/onDay` }
}

function twiceErrors(given: readonly Given[]): readonly ErrorFact[] {
  const firstAt = new Map<string, number>()
  return given.flatMap(({ externalKey }, index): readonly ErrorFact[] => {
    const first = firstAt.get(externalKey)
    if (first === undefined) firstAt.set(externalKey, index)
    if (first === undefined) return []
    const detail = `Give each entry its own key: entry ${first + 1} has this one.`
    return [{ code: 'key_twice', detail, pointer: `/entries/${index}/externalKey` }]
  })
}

/** Entries whose key was there before with other facts. */
async function otherFacts(
  tx: Tx,
  entries: readonly NewDemandEntry[],
  added: ReadonlySet<string>,
): Promise<readonly ErrorFact[]> {
  const known = entries.filter(({ key }) => !added.has(key))
  if (known.length === 0) return []
  const kept = await readEntriesByKey(
    tx,
    known.map(({ key }) => key),
  )
  return entries.flatMap((entry, index): readonly ErrorFact[] => {
    const there = kept.get(entry.key)
    if (there === undefined || sameEntry(there, entry)) return []
    const detail =
      'Send a correction under a key of its own: this key was used for another entry, and entries stay.'
    return [{ code: 'entry_key_taken', detail, pointer: `/entries/${index}/externalKey` }]
  })
}
