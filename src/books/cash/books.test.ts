import { afterAll, beforeAll, expect, test } from 'vitest'

import { lockBalances, recordMoves } from '#books/inventory'
import { lockGrni, postEntry, recordGrni } from '#books/ledger'
import {
  applyPlan,
  planAdjust,
  planIssue,
  planReceive,
  planRelease,
  planReturn,
  planRevalue,
} from '#books/valuation'
import { invariant } from '#kernel/invariant'
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

type Line = { readonly itemId: string; readonly units: bigint; readonly valueMinor: bigint }

/** Receives usable units the way receiving does, with its accrual. */
async function receive(tx: Tx, line: Line, status = 'available'): Promise<string> {
  const { itemId, units, valueMinor } = line
  const { orderLineIds } = await placeOrder(tx, company, [{ itemId, units, priceE4: 1n }])
  const orderLineId = orderLineIds[0] ?? ''
  const context = await readyContext(tx, company)
  const entryId = tx.newId<'JournalEntry'>()
  const causeId = tx.newId()
  const plan = planReceive(tx, {
    companyId: company.companyId,
    lines: [
      {
        ...line,
        placeId: company.placeId,
        status,
        isUsable: status === 'available',
        method: itemId === company.fifoItemId ? 'fifo' : 'moving_average',
        orderLineId,
        receivedOn: '2026-01-05',
      },
    ],
  })
  await recordMoves(tx, [
    {
      key: `receipt:${causeId}`,
      itemId,
      units,
      from: { kind: 'supplier' },
      to: { kind: 'place', placeId: company.placeId, status },
      movedOn: '2026-01-05',
      causeKind: 'receipt',
      causeId,
      orderLineId,
    },
  ])
  await postEntry(tx, {
    id: entryId,
    key: `receipt:${causeId}`,
    context,
    sourceKind: 'receipt',
    sourceId: causeId,
    memo: 'Goods received',
    documentCurrency: 'USD',
    lines: [
      ...plan.ledgerLines,
      { control: 'grni', amountMinor: -valueMinor, documentMinor: -valueMinor },
    ],
  })
  const { companyId, supplierId } = company
  await recordGrni(
    tx,
    {
      entryId,
      companyId,
      supplierId,
      documentCurrency: 'USD',
      onDay: '2026-01-05',
      causeId,
      kind: 'received',
    },
    [{ orderLineId, units, documentMinor: valueMinor, amountMinor: valueMinor }],
  )
  await applyPlan(tx, plan, {
    entryId,
    valuedOn: '2026-01-05',
    causeKind: 'receipt',
    causeId,
    kind: 'receive',
  })
  return orderLineId
}

async function issue(tx: Tx, itemId: string, units: bigint): Promise<bigint | 'short'> {
  const { companyId, placeId } = company
  await lockBalances(tx, [{ itemId, placeId, status: 'available' }])
  const plan = await planIssue(tx, { companyId, lines: [{ itemId, placeId, units }] })
  if (plan.kind === 'short') return 'short'
  const cost = plan.lineCosts[0] ?? 0n
  const causeId = tx.newId()
  const entryId = tx.newId<'JournalEntry'>()
  await recordMoves(tx, [
    {
      key: `issue:${causeId}`,
      itemId,
      units,
      from: { kind: 'place', placeId, status: 'available' },
      to: { kind: 'customer' },
      movedOn: '2026-01-06',
      causeKind: 'sale_issue',
      causeId,
    },
  ])
  await postEntry(tx, {
    id: entryId,
    key: `issue:${causeId}`,
    context: await readyContext(tx, company),
    sourceKind: 'sale_issue',
    sourceId: causeId,
    memo: '',
    documentCurrency: 'USD',
    lines: [...plan.ledgerLines, { control: 'cogs', amountMinor: cost }],
  })
  await applyPlan(tx, plan, {
    entryId,
    valuedOn: '2026-01-06',
    causeKind: 'sale_issue',
    causeId,
    kind: 'issue',
  })
  return cost
}

test('a receipt, an issue and a shortage keep units, value and accrual in step', async () => {
  const itemId = company.fifoItemId
  const line = await act((tx) => receive(tx, { itemId, units: 3n, valueMinor: 1000n }))
  expect(await act((tx) => issue(tx, itemId, 1n))).toBe(333n)
  expect(await act((tx) => issue(tx, itemId, 5n))).toBe('short')
  expect(await act((tx) => issue(tx, itemId, 2n))).toBe(667n)
  const grni = await act((tx) => lockGrni(tx, [line]))
  expect(grni.get(line)).toEqual({ units: 3n, documentMinor: 1000n, amountMinor: 1000n })
})

test('a pool is made once, averages what comes, and bears a variance by cover', async () => {
  const itemId = company.pooledItemId
  const { companyId, placeId } = company
  const orderLineId = await act((tx) => receive(tx, { itemId, units: 100n, valueMinor: 10_000n }))
  await act((tx) => issue(tx, itemId, 20n))
  const split = await act(async (tx) => {
    const plan = await planRevalue(tx, {
      companyId,
      lines: [
        { orderLineId, itemId, placeId, units: 100n, receivedUnits: 100n, varianceMinor: 1000n },
      ],
    })
    return plan.splits[0]
  })
  expect(split).toEqual({ stockMinor: 800n, expenseMinor: 200n })
  await act((tx) => receive(tx, { itemId, units: 20n, valueMinor: 4000n }))
  expect(await act((tx) => issue(tx, itemId, 50n))).toBe(6000n)
})

test('held units are valued by themselves, released with their value, or sent back exactly', async () => {
  const itemId = company.fifoItemId
  const { companyId, placeId } = company
  const orderLineId = await act((tx) =>
    receive(tx, { itemId, units: 3n, valueMinor: 100n }, 'quarantine'),
  )
  const released = await act(async (tx) => {
    const plan = await planRelease(tx, {
      companyId,
      lines: [
        {
          itemId,
          placeId,
          orderLineId,
          fromStatus: 'quarantine',
          toStatus: 'available',
          toIsUsable: true,
          method: 'fifo',
          units: 2n,
        },
      ],
    })
    invariant(plan.kind === 'plan', 'there is enough')
    await applyPlan(tx, plan, {
      entryId: null,
      valuedOn: '2026-01-06',
      causeKind: 'inspection',
      causeId: tx.newId(),
      kind: 'transfer',
    })
    return plan
  })
  expect(released.lineCosts).toEqual([67n])
  expect(released.ledgerLines).toEqual([])
  const back = await act((tx) =>
    planReturn(tx, {
      companyId,
      lines: [{ orderLineId, itemId, placeId, status: 'quarantine', units: 1n }],
    }),
  )
  expect(back).toMatchObject({ kind: 'plan', lineCosts: [33n] })
  const tooMany = await act((tx) =>
    planReturn(tx, {
      companyId,
      lines: [{ orderLineId, itemId, placeId, status: 'quarantine', units: 2n }],
    }),
  )
  expect(tooMany).toEqual({
    kind: 'short',
    shortages: [{ lineIndex: 0, itemId, placeId, askedUnits: 2n, availableUnits: 1n }],
  })
})

test('found units cost what those on hand cost, or else what the last ones did', async () => {
  const { companyId, placeId, fifoItemId: itemId } = await goodsCompany(org)
  const line = { itemId, placeId, status: 'available', isUsable: true, receivedOn: '2026-01-05' }
  const found = async (units: bigint, valueMinor?: bigint) =>
    act(async (tx) => {
      const lines = [{ ...line, method: 'fifo' as const, units, valueMinor }]
      const plan = await planAdjust(tx, { companyId, lines })
      invariant(plan.kind === 'plan', 'there is enough')
      await applyPlan(tx, plan, {
        entryId: null,
        valuedOn: '2026-01-05',
        causeKind: 'stock_adjustment',
        causeId: tx.newId(),
        kind: 'adjust',
      })
      return plan.lineCosts[0]
    })
  expect(await found(4n, 1000n)).toBe(1000n)
  expect(await found(-2n)).toBe(-500n)
  expect(await found(3n)).toBe(750n)
  expect(await found(-5n)).toBe(-1250n)
  expect(await found(2n)).toBe(500n)
})
