/** Goal: whatever differs from what was expected is told, and nothing else. */
import { expect, test } from 'vitest'

import { exactDay } from './punctuality.ts'
import { type RemarkedLine, remarksOf } from './remarks.ts'

const asExpected: RemarkedLine = {
  orderLineId: 'PO-1/1',
  dueOn: '2026-03-02',
  missingUnits: 0n,
  overUnits: 0n,
  endsShort: false,
  rejectedUnits: 0n,
  quarantinedUnits: 0n,
}

const cases: readonly [Partial<RemarkedLine>, readonly object[]][] = [
  [{}, []],
  [{ dueOn: '2026-03-01' }, [{ code: 'late', days: 1 }]],
  [{ dueOn: '2026-03-05' }, [{ code: 'early', days: 3 }]],
  [{ missingUnits: 48n }, [{ code: 'short', units: 48n }]],
  [{ missingUnits: 2n, endsShort: true }, [{ code: 'ended_short', units: 2n }]],
  [
    { overUnits: 1n, rejectedUnits: 2n, quarantinedUnits: 3n },
    [
      { code: 'over', units: 1n },
      { code: 'rejected', units: 2n },
      { code: 'to_inspect', units: 3n },
    ],
  ],
]

test.each(cases)('%s', (difference, remarks) => {
  const told = remarksOf({ ...asExpected, ...difference }, '2026-03-02', exactDay)
  expect(told).toMatchObject(remarks)
  expect(told.length).toBe(remarks.length)
})
