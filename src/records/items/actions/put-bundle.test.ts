/**
 * Goal: a bundle is one level deep however it is written, and comes apart into whole parts.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'

import { explodeBundles } from '../queries/bundle-parts.ts'
import type { ItemId } from '../queries/read-item-facts.ts'
import { createItem } from './create-item.ts'
import { dropBundle, putBundle } from './put-bundle.ts'

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
})
afterAll(() => org.close())

function newItem(sku: string, unitDecimals = 0): Promise<ItemId> {
  return org.as('owner').transact(async (tx) => {
    const made = await createItem(tx, { sku, name: sku, unit: 'EA', unitDecimals })
    invariant(made.kind === 'created', 'the item is new')
    return made.itemId
  })
}

const isKept = ({ kind }: { readonly kind: string }) => kind === 'put'
const put = (bundleItemId: ItemId, parts: readonly (readonly [ItemId, string])[]) =>
  org.as('buyer').transact(
    (tx) =>
      putBundle(tx, {
        bundleItemId,
        parts: parts.map(([partItemId, quantity]) => ({
          partItemId,
          quantity: { quantity, unit: 'EA' },
        })),
      }),
    { keep: isKept },
  )

test('a bundle is put whole, comes apart and is dropped', async () => {
  const [set, cup, clay] = [await newItem('SET'), await newItem('CUP'), await newItem('CLAY', 2)]
  expect(await put(set, [[cup, '2']])).toEqual({ kind: 'put' })
  expect(
    await put(set, [
      [cup, '3'],
      [clay, '0.25'],
    ]),
  ).toEqual({ kind: 'put' })
  const lines = [
    { itemId: set, units: 4n },
    { itemId: cup, units: 4n },
  ]
  expect(await explodeBundles(org.as('viewer').ask(), lines)).toMatchObject([
    {
      kind: 'bundle',
      parts: [
        { partItemId: clay, units: 100n },
        { partItemId: cup, units: 12n },
      ],
    },
    { kind: 'item' },
  ])
  const drop = () => org.as('buyer').transact((tx) => dropBundle(tx, set))
  expect(await drop()).toEqual({ kind: 'dropped' })
  expect(await drop()).toEqual({ kind: 'not_found' })
})

test('what is wrong is told at once, and nothing is written', async () => {
  const [box, set, cup] = [await newItem('BOX'), await newItem('SET2'), await newItem('CUP2')]
  await put(set, [[cup, '1']])
  const codes = async (bundle: ItemId, parts: Parameters<typeof put>[1]) => {
    const outcome = await put(bundle, parts)
    return outcome.kind === 'refused' ? outcome.errors.map(({ code }) => code) : outcome.kind
  }
  expect(await codes(box, [[set, '1']])).toEqual(['part_is_bundle'])
  expect(await codes(cup, [[box, '1']])).toEqual(['bundle_in_bundle'])
  expect(await codes(box, [])).toEqual(['bundle_without_parts'])
  expect(await codes(box, [[cup, '0.5']])).toEqual(['quantity_not_whole'])
  const nobody = '00000000-0000-7000-8000-0000000000ff' as ItemId
  expect(await codes(box, [[nobody, '1']])).toEqual(['item_unknown'])
  expect(await codes(nobody, [[cup, '1']])).toBe('not_found')
})

test('of two bundles written at once, neither becomes a part of the other', async () => {
  const [a, b, c] = [await newItem('A'), await newItem('B'), await newItem('C')]
  const outcomes = await Promise.all([put(a, [[b, '1']]), put(b, [[c, '1']])])
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['put', 'refused'])
  const { rows } = await sql`
    select from bundle_part x join bundle_part y on y.bundle_item_id = x.part_item_id
  `.execute(org.db)
  expect(rows).toEqual([])
})
