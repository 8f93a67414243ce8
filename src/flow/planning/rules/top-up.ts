/**
 * What is added to an order so that it reaches the supplier's minimum, and then so that the load it has
 * begun is full: by earliest sell-out day, a day of stock at a time, in whole multiples, never beyond
 * what limits each line (rules 11). Items not due yet are pulled forward the same way: they run out next.
 */

export type TopUpLine = {
  readonly key: string
  /** In the order anyway, since they are due; 0 for what is not. */
  readonly units: number
  /** Proposed for a later day: pulled forward as a whole. */
  readonly laterUnits: number
  /** A person decided about it. */
  readonly isFixed: boolean
  readonly stepUnits: number
  readonly leastUnits: number
  /** By cover, shelf life or maximum; whatever is in the order anyway stays. */
  readonly mostUnits: number
  /** [day] = units that must come so that stock lasts through the day; never falls. */
  readonly needUnits: Float64Array
  /** Minor units of the minimum's currency. */
  readonly worthOf: (units: number) => number
  /** Of a base unit; 0 where unknown. */
  readonly volumeCm3: number
  readonly weightGrams: number
}

export type TopUpTarget = {
  readonly minimumMinor: number
  readonly loadVolumeCm3: number | undefined
  readonly loadWeightGrams: number | undefined
}

export type ToppedLine = {
  readonly key: string
  /** Of a line that was not due: with what is proposed for later. */
  readonly isPulled: boolean
  /** Added to what is proposed, for the minimum and for the load. */
  readonly minimumUnits: number
  readonly loadUnits: number
}

export type TopUp = {
  /** `short`: nothing is added, since the minimum is out of reach. */
  readonly status: 'reached' | 'topped' | 'short'
  readonly lines: readonly ToppedLine[]
  readonly dueMinor: number
  /** With what is added. */
  readonly valueMinor: number
  /** Short: the most that can be ordered within all limits. */
  readonly mostMinor: number
  /** Short: through which day stock would have to last; undefined: no demand is known to reach it. */
  readonly takesDays: number | undefined
  readonly load: LoadFill | undefined
}

export type LoadFill = {
  readonly count: number
  /** Of the last one, above 0 to 1, by what fills first: room or weight. */
  readonly lastShare: number
}

/** A load counts as full from here on: nobody packs it to the last litre. */
const fullShare = 0.95
const hair = 1e-9

/** @returns undefined when nothing is due: what is not ordered needs no minimum */
export function topUp(lines: readonly TopUpLine[], target: TopUpTarget): TopUp | undefined {
  if (!lines.some(({ units }) => units > 0)) return undefined
  const start = lines.map(({ units }) => units)
  const dueMinor = worthAll(lines, start)
  const filled = raisedTo(lines, start, target.minimumMinor)?.levels
  if (filled === undefined) return shortOf(lines, start, dueMinor, target)
  const loaded = toFullLoad(lines, filled, target)
  const levels = loaded ?? filled
  const added = lines.flatMap((line, at) => toppedOf(line, filled[at] ?? 0, levels[at] ?? 0))
  return {
    status: added.length > 0 ? 'topped' : 'reached',
    lines: added,
    dueMinor,
    valueMinor: worthAll(lines, levels),
    mostMinor: worthAll(lines, levels),
    takesDays: undefined,
    load: fillOf(lines, levels, target),
  }
}

function toppedOf(line: TopUpLine, minimum: number, all: number): readonly ToppedLine[] {
  if (all === line.units) return []
  const proposed = Math.max(line.units, line.laterUnits)
  return [
    {
      key: line.key,
      isPulled: line.units === 0 && line.laterUnits > 0,
      minimumUnits: Math.max(0, minimum - proposed),
      loadUnits: all - Math.max(minimum, proposed),
    },
  ]
}

function shortOf(
  lines: readonly TopUpLine[],
  start: readonly number[],
  dueMinor: number,
  target: TopUpTarget,
): TopUp {
  const unlimited = lines.map((line) => ({ ...line, mostUnits: Number.POSITIVE_INFINITY }))
  const within = [...start]
  for (const { at, to } of raises(lines, within)) within[at] = to
  const beyond = raisedTo(unlimited, start, target.minimumMinor)
  return {
    status: 'short',
    lines: [],
    dueMinor,
    valueMinor: dueMinor,
    mostMinor: worthAll(lines, within),
    takesDays: beyond?.day,
    load: fillOf(lines, start, target),
  }
}

/** @returns undefined when no levels within the limits reach it */
function raisedTo(
  lines: readonly TopUpLine[],
  start: readonly number[],
  minimumMinor: number,
): { readonly levels: readonly number[]; readonly day: number } | undefined {
  const levels = [...start]
  let value = worthAll(lines, levels)
  if (value >= minimumMinor) return { levels, day: 0 }
  for (const { line, at, to, day } of raises(lines, levels)) {
    value += line.worthOf(to) - line.worthOf(levels[at] ?? 0)
    levels[at] = to
    if (value >= minimumMinor) return { levels, day }
  }
  return undefined
}

/** @returns undefined when it cannot be filled within the limits, or is full */
function toFullLoad(
  lines: readonly TopUpLine[],
  start: readonly number[],
  target: TopUpTarget,
): readonly number[] | undefined {
  const begun = fillOf(lines, start, target)
  if (begun === undefined || begun.lastShare >= fullShare) return undefined
  const levels = [...start]
  const isClosed = lines.map(({ volumeCm3, weightGrams }) => volumeCm3 <= 0 && weightGrams <= 0)
  for (const { at, to } of raises(lines, levels)) {
    if (isClosed[at]) continue
    const before = levels[at] ?? 0
    levels[at] = to
    if (loadsOf(lines, levels, target) <= begun.count + hair) continue
    levels[at] = before
    isClosed[at] = true
  }
  const full = fillOf(lines, levels, target)
  return full !== undefined && full.lastShare >= fullShare ? levels : undefined
}

type Raise = {
  readonly line: TopUpLine
  readonly at: number
  readonly to: number
  /** Stock of all lines lasts up to here. */
  readonly day: number
}

/**
 * Line after line, each a multiple more until it lasts one day longer, for as long as its limits let it.
 * Whoever takes a raise writes it into the levels; a line that is not raised waits for the next day.
 */
function* raises(lines: readonly TopUpLine[], levels: readonly number[]): Generator<Raise> {
  const days = Math.max(0, ...lines.map(({ needUnits }) => needUnits.length))
  for (let day = 0; day < days; day += 1) {
    for (const [at, line] of lines.entries()) yield* raisesOf({ line, at, day }, levels)
  }
}

function* raisesOf(one: Omit<Raise, 'to'>, levels: readonly number[]): Generator<Raise> {
  let from = Number.NaN
  while (from !== levels[one.at]) {
    from = levels[one.at] ?? 0
    const to = nextUnits(one.line, from, one.day)
    if (to > from) yield { ...one, to }
  }
}

/** One multiple more, where the line does not last through the day and may have more. */
function nextUnits(line: TopUpLine, from: number, day: number): number {
  const need = line.needUnits[Math.min(day, line.needUnits.length - 1)] ?? 0
  if (line.isFixed || need <= from) return from
  const least = Math.max(from + 1, line.leastUnits, from === 0 ? line.laterUnits : 0)
  const to = Math.ceil(least / line.stepUnits) * line.stepUnits
  return to <= Math.max(line.mostUnits, line.laterUnits) ? to : from
}

function worthAll(lines: readonly TopUpLine[], levels: readonly number[]): number {
  return lines.reduce((sum, line, at) => sum + line.worthOf(levels[at] ?? 0), 0)
}

/** How many loads it is, by what fills first. */
function loadsOf(
  lines: readonly TopUpLine[],
  levels: readonly number[],
  { loadVolumeCm3, loadWeightGrams }: TopUpTarget,
): number {
  let volume = 0
  let weight = 0
  for (const [at, line] of lines.entries()) {
    volume += line.volumeCm3 * (levels[at] ?? 0)
    weight += line.weightGrams * (levels[at] ?? 0)
  }
  return Math.max(
    loadVolumeCm3 === undefined ? 0 : volume / loadVolumeCm3,
    loadWeightGrams === undefined ? 0 : weight / loadWeightGrams,
  )
}

function fillOf(
  lines: readonly TopUpLine[],
  levels: readonly number[],
  target: TopUpTarget,
): LoadFill | undefined {
  const loads = loadsOf(lines, levels, target)
  if (loads <= hair) return undefined
  const count = Math.max(1, Math.ceil(loads - hair))
  return { count, lastShare: Math.min(1, loads - (count - 1)) }
}
