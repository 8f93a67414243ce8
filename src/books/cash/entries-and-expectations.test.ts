/**
 * Goal: entries are mirrored once, lots are found or made, and what is expected keeps its changes.
 *
 * Method: the doors of the books on a real database.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { setExpectedPayments } from '#books/cash'
import { ensureLots, setExpectations } from '#books/inventory'
import { postEntry, reverseEntry } from '#books/ledger'
import type { Tx } from '#platform/work'
import { type TestOrganization, testOrganization } from '#support/database'
import {
  anybody,
  type GoodsCompany,
  goodsCompany,
  placeOrder,
  readyContext,
} from '#support/goods-company'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
})
afterAll(() => org.close())

const act = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => org.work(anybody).transact(body)

test('an entry is mirrored once', async () => {
  await act(async (tx) => {
    const context = await readyContext(tx, company)
    const entryId = tx.newId<'JournalEntry'>()
    const head = { context, sourceKind: 'test', sourceId: entryId, memo: '' }
    await postEntry(tx, {
      ...head,
      id: entryId,
      key: `test:${entryId}`,
      documentCurrency: 'USD',
      lines: [
        { control: 'shrink', amountMinor: 5n },
        { control: 'inventory', amountMinor: -5n },
      ],
    })
    const newId = tx.newId<'JournalEntry'>()
    await reverseEntry(tx, { ...head, entryId, newId, key: `test-reversed:${entryId}` })
    const { rows } = await sql<{ total: bigint }>`
      select sum(amount_minor)::bigint as total from journal_line where entry_id in (${entryId}, ${newId})
      group by account_id`.execute(tx.db)
    expect(rows).toEqual([{ total: 0n }, { total: 0n }])
  })
})

test('lots are found or made, in the order asked', async () => {
  const itemId = company.fifoItemId
  const [a, b, again] = await act((tx) =>
    ensureLots(tx, [
      { itemId, code: 'B', expiresOn: '2027-01-01' },
      { itemId, code: 'A' },
      { itemId, code: 'B' },
    ]),
  )
  expect(a).toBe(again)
  expect(b).not.toBe(a)
  expect(await act((tx) => ensureLots(tx, [{ itemId, code: 'A' }]))).toEqual([b])
})

test('expectations and payments keep a row for each change, and none for no change', async () => {
  const cause = { kind: 'purchase_order', id: company.supplierId }
  const { orderId, orderLineIds } = await act((tx) =>
    placeOrder(tx, company, [{ itemId: company.fifoItemId, units: 1n, priceE4: 1n }]),
  )
  const expected = {
    sourceKind: 'purchase_order_line',
    sourceId: orderLineIds[0] ?? '',
    documentId: orderId,
    itemId: company.fifoItemId,
    placeId: company.placeId,
    units: 5n,
    firmness: 'ordered',
    expectedOn: '2026-02-01',
  } as const
  const payment = {
    sourceKind: 'purchase_order',
    sourceId: orderId,
    companyId: company.companyId,
    supplierId: company.supplierId,
    dueOn: '2026-03-01',
    amountMinor: 500n,
    currency: 'USD',
    firmness: 'ordered',
  } as const
  for (const units of [5n, 5n, 0n]) {
    await act(async (tx) => {
      await setExpectations(tx, cause, [{ ...expected, units }])
      await setExpectedPayments(tx, cause, [{ ...payment, amountMinor: units * 100n }])
    })
  }
  const { rows } = await sql<{ changes: bigint; payments: bigint }>`
    select (select count(*) from expectation_change c join expectation e on e.id = c.expectation_id
      where e.source_id = ${orderLineIds[0]}) as changes,
      (select count(*) from expected_payment_change) as payments`.execute(org.db)
  expect(rows).toEqual([{ changes: 2n, payments: 2n }])
})
