/**
 * Goal: an order reaches its minimum with what runs out next, and a begun load is filled, within every
 * limit; and where that cannot be, nothing is added and it is said what it would take.
 *
 * Method: lines that sell evenly, so that each figure can be worked out by hand; then random ones, held
 * against a slow way of choosing the next line that runs out, one multiple at a time.
 */
import { describe, expect, test } from 'vitest'

import { randomOf, seedOf } from '#kernel/random'

import { type TopUpLine, topUp } from './top-up.ts'

const days = 120

/** Sells `perDay` each day; what is there lasts through `lastsDays` days. */
function lineOf(
  key: string,
  given: Partial<TopUpLine> & { readonly perDay: number; readonly lastsDays: number },
): TopUpLine {
  const { perDay, lastsDays, ...more } = given
  return {
    key,
    units: 0,
    laterUnits: 0,
    isFixed: false,
    stepUnits: 1,
    leastUnits: 1,
    mostUnits: Number.POSITIVE_INFINITY,
    needUnits: Float64Array.from({ length: days }, (_, day) =>
      Math.max(0, (day + 1 - lastsDays) * perDay),
    ),
    worthOf: (units) => units * 100,
    volumeCm3: 0,
    weightGrams: 0,
    ...more,
  }
}

const noLoad = { loadVolumeCm3: undefined, loadWeightGrams: undefined }

describe('the minimum', () => {
  test('is left alone when it is reached, or when nothing is due', () => {
    const due = lineOf('a', { perDay: 1, lastsDays: 10, units: 60 })
    expect(topUp([due], { minimumMinor: 6_000, ...noLoad })).toMatchObject({
      status: 'reached',
      lines: [],
      valueMinor: 6_000,
    })
    expect(topUp([{ ...due, units: 0 }], { minimumMinor: 1, ...noLoad })).toBeUndefined()
  })

  test('is reached by what runs out next, in whole multiples, a later proposal as a whole', () => {
    const lines = [
      // Lasts 30 days with what is due.
      lineOf('due', { perDay: 2, lastsDays: 10, units: 40, stepUnits: 10 }),
      lineOf('soon', { perDay: 1, lastsDays: 15, laterUnits: 12, stepUnits: 6 }),
      lineOf('late', { perDay: 5, lastsDays: 90 }),
    ]
    // 40 of 60: first all 12 of what runs out on day 15, then 6 of it again on day 27, then 10 of the first.
    expect(topUp(lines, { minimumMinor: 6_000, ...noLoad })).toMatchObject({
      status: 'topped',
      dueMinor: 4_000,
      valueMinor: 6_800,
      lines: [
        { key: 'due', isPulled: false, minimumUnits: 10, loadUnits: 0 },
        { key: 'soon', isPulled: true, minimumUnits: 6, loadUnits: 0 },
      ],
    })
  })

  test('that limits or decisions keep out of reach is said, and nothing is added', () => {
    const lines = [
      lineOf('capped', { perDay: 1, lastsDays: 10, units: 20, mostUnits: 25 }),
      lineOf('decided', { perDay: 9, lastsDays: 1, isFixed: true }),
      lineOf('big', { perDay: 1, lastsDays: 5, leastUnits: 50, mostUnits: 30 }),
    ]
    expect(topUp(lines, { minimumMinor: 4_000, ...noLoad })).toEqual({
      status: 'short',
      lines: [],
      dueMinor: 2_000,
      valueMinor: 2_000,
      mostMinor: 2_500,
      takesDays: 5,
      load: undefined,
    })
  })
})

describe('the load', () => {
  const target = { minimumMinor: 0, loadVolumeCm3: 100_000, loadWeightGrams: 500_000 }
  const box = { volumeCm3: 1_000, weightGrams: 1_000 }

  test('is filled to the next whole one where cover allows it', () => {
    const lines = [lineOf('a', { perDay: 2, lastsDays: 10, units: 175, stepUnits: 7, ...box })]
    expect(topUp(lines, target)).toMatchObject({
      status: 'topped',
      lines: [{ key: 'a', minimumUnits: 0, loadUnits: 21 }],
      load: { count: 2, lastShare: expect.closeTo(0.96) },
    })
  })

  test('is left as it is, and said, where it would take too much', () => {
    const lines = [lineOf('a', { perDay: 2, lastsDays: 10, units: 78, mostUnits: 90, ...box })]
    expect(topUp(lines, target)).toMatchObject({
      status: 'reached',
      lines: [],
      load: { count: 1, lastShare: 0.78 },
    })
  })

  test('fills by weight where that is first', () => {
    const lines = [lineOf('a', { perDay: 2, lastsDays: 10, units: 8, ...box, weightGrams: 50_000 })]
    expect(topUp(lines, target)).toMatchObject({ lines: [{ loadUnits: 2 }], load: { count: 1 } })
  })
})

test('random orders agree with a slow choice of what runs out next', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const { uniform } = randomOf(seedOf('top-up', String(seed)))
    const draw = (most: number) => Math.floor(uniform() * most)
    const lines = Array.from({ length: 1 + draw(6) }, (_, no) =>
      lineOf(`line-${no}`, {
        perDay: 1 + draw(9),
        lastsDays: draw(60),
        units: no === 0 ? 10 * (1 + draw(5)) : 0,
        stepUnits: 1 + draw(12),
        leastUnits: 1 + draw(30),
        mostUnits: 50 + draw(300),
      }),
    )
    const minimumMinor = 100 * draw(900)
    const quick = topUp(lines, { minimumMinor, ...noLoad })
    const levels = lines.map(({ units }) => units)
    const isReached = slowly(lines, levels, minimumMinor)
    expect(quick?.status === 'short', `seed ${seed}`).toBe(!isReached)
    if (!isReached) continue
    const added = new Map(quick?.lines.map((line) => [line.key, line.minimumUnits]))
    expect(
      lines.map(({ key, units }) => units + (added.get(key) ?? 0)),
      `seed ${seed}`,
    ).toEqual(levels)
  }
})

function slowly(lines: readonly TopUpLine[], levels: number[], minimumMinor: number): boolean {
  const outOn = (line: TopUpLine, units: number) => {
    const day = line.needUnits.findIndex((need) => need > units)
    return day < 0 ? days : day
  }
  const more = (line: TopUpLine, units: number) => {
    const least = Math.max(units + 1, line.leastUnits)
    const to = Math.ceil(least / line.stepUnits) * line.stepUnits
    return to <= line.mostUnits ? to : undefined
  }
  while (levels.reduce((sum, units) => sum + units * 100, 0) < minimumMinor) {
    const open = lines.flatMap((line, at) => {
      const out = outOn(line, levels[at] ?? 0)
      const to = more(line, levels[at] ?? 0)
      return out === days || to === undefined ? [] : [{ at, out, to }]
    })
    const [next] = open.sort((a, b) => a.out - b.out || a.at - b.at)
    if (next === undefined) return false
    levels[next.at] = next.to
  }
  return true
}
