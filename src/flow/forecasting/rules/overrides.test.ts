import { expect, test } from 'vitest'

import { type Override, withOverrides } from './overrides.ts'

const weeks = Float64Array.of(70, 70, 70)
const all: Override = { fromDay: 0, toDay: 20, kind: 'set', amount: 35 }

test.each<[string, readonly Override[], readonly number[]]>([
  ['nothing', [], [70, 70, 70]],
  ['a set week', [{ ...all, fromDay: 7, toDay: 13 }], [70, 35, 70]],
  ['more each week', [{ ...all, kind: 'add', amount: 14 }], [84, 84, 84]],
  ['less each week than there is', [{ ...all, kind: 'add', amount: -100 }], [0, 0, 0]],
  ['a half more', [{ ...all, kind: 'multiply', amount: 15_000 }], [105, 105, 105]],
  ['a part of a week', [{ ...all, fromDay: 13, toDay: 20 }], [70, 65, 35]],
  ['days that are over', [{ ...all, fromDay: -9, toDay: -1 }], [70, 70, 70]],
  ['the later one on top', [all, { ...all, kind: 'multiply', amount: 20_000 }], [70, 70, 70]],
])('%s', (_, overrides, expected) => {
  expect([...withOverrides(weeks, 7, overrides)]).toEqual(expected)
})
