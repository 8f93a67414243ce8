/** Goal: at most the limit, at least the minimum, whole multiples, and never less than the need. */
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type OrderLimits, splitOrder } from './order-size.ts'

const free: OrderLimits = { orderUnitsMin: 0, orderUnitsMax: undefined, multipleUnits: 1 }

test.each<[number, Partial<OrderLimits>, number[]]>([
  [0, {}, []],
  [7, {}, [7]],
  [7, { multipleUnits: 6 }, [12]],
  [7, { orderUnitsMin: 20, multipleUnits: 6 }, [24]],
  [100, { orderUnitsMax: 40 }, [40, 40, 20]],
  [100, { orderUnitsMax: 40, orderUnitsMin: 25 }, [40, 40, 25]],
  [100, { orderUnitsMax: 40, multipleUnits: 12 }, [36, 36, 36]],
  [5, { orderUnitsMax: 3, multipleUnits: 4 }, [4, 4]],
])('%d needed, %o: %j', (neededUnits, limits, orders) => {
  expect(splitOrder(neededUnits, { ...free, ...limits })).toEqual(orders)
})

test('the orders cover the need and not a whole order more', () => {
  const limits = fc.record({
    orderUnitsMin: fc.nat(30),
    orderUnitsMax: fc.option(fc.integer({ min: 40, max: 90 }), { nil: undefined }),
    multipleUnits: fc.integer({ min: 1, max: 20 }),
  })
  fc.assert(
    fc.property(fc.nat(900), limits, (neededUnits, some) => {
      const orders = splitOrder(neededUnits, some)
      const sum = orders.reduce((total, units) => total + units, 0)
      expect(sum).toBeGreaterThanOrEqual(neededUnits)
      expect(sum - (orders.at(-1) ?? 0)).toBeLessThan(neededUnits || 1)
      for (const units of orders) expect(units % some.multipleUnits).toBe(0)
    }),
  )
})
