/**
 * Isolates promotion and price: what would have sold anyway, what promotions added, what events
 * added. A log-linear model per group with own deviations of each series; choices that no formula
 * gives (season or none, median to mean) are made by rolling origin over the known past.
 *
 * Pure and deterministic. Source: the design's "Isolate promotion and price"; noise and pooling in
 * `promotion-noise.ts` and `promotion-pool.ts`.
 */
import { designOf } from './promotion-columns.ts'
import { driftOf } from './promotion-drift.ts'
import {
  dipFactorOf,
  effectsOfGroup,
  effectsOfSeries,
  promotionLogs,
  upliftFactorOf,
} from './promotion-effects.ts'
import { type GroupFit, startFit } from './promotion-fit.ts'
import { type Learned, layersOf, logsOf } from './promotion-layers.ts'
import { at } from './promotion-linear.ts'
import { fitRound } from './promotion-pool.ts'
import { learnPriors, priorsOf } from './promotion-priors.ts'
import { rivalsOf } from './promotion-rivals.ts'
import { reshapeSpread } from './promotion-shape.ts'
import { chooseTuning, type LearnOptions } from './promotion-tuning.ts'
import type {
  CrossEffect,
  IsolatedSeries,
  Isolation,
  IsolationInput,
  PooledEffect,
  Tuning,
} from './promotion-types.ts'

const roundsUsual = 10

export function isolate(input: IsolationInput): Isolation {
  const tuning = chooseTuning(input, learn)
  const learned = learn(input, {
    seasonPairs: tuning.seasonPairs,
    membersMax: Number.POSITIVE_INFINITY,
    rounds: roundsUsual,
  })
  const found = new Map(
    learned.flatMap((group) => seriesOf(group, input, tuning).map((one) => [one.id, one])),
  )
  const series = input.series.flatMap(({ id }) => found.get(id) ?? [])
  return {
    series,
    pooled: {
      effectByKind: Object.fromEntries(
        input.promotionKinds.map((kind) => [kind, pooledEffect(input, series, kind)]),
      ),
      effectsByGroup: Object.fromEntries(
        learned.map(({ fit }) => [fit.design.group, effectsOfGroup(fit)]),
      ),
      crossEffects: learned.flatMap(({ fit }) => crossEffectsOf(fit)),
      tuning,
    },
  }
}

/** Fits all groups, each drawn to what all have in common. */
export function learn(
  input: IsolationInput,
  { seasonPairs, membersMax, rounds }: LearnOptions,
): Learned[] {
  const rivals = rivalsOf(input.series, input.promotionKinds)
  const groups = [...Map.groupBy(input.series, ({ group }) => group)]
  const fits = groups.map(([group, members]) =>
    startFit(designOf(group, members.slice(0, membersMax), rivals, input, seasonPairs)),
  )
  const priors = priorsOf(fits)
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, fit] of fits.entries()) {
      const prior = priors[index]
      if (prior !== undefined) fitRound(fit, prior, round)
    }
    learnPriors(fits, priors)
  }
  return fits.map((fit) => {
    for (const [column, { role }] of fit.design.columns.entries()) {
      if (role === 'kind') reshapeSpread(fit, column)
    }
    return { fit, drift: driftOf(fit, promotionLogs(fit), input.periodsPerYear) }
  })
}

function seriesOf(
  { fit, drift }: Learned,
  input: IsolationInput,
  tuning: Tuning,
): IsolatedSeries[] {
  const logs = logsOf(fit, drift, tuning.meanShare)
  return fit.design.members.map(({ id, group, units }, series) => {
    const effects = effectsOfSeries(fit, series)
    return {
      id,
      group,
      ...layersOf(logs, series, units),
      upliftFactorByKind: Object.fromEntries(
        input.promotionKinds.map((kind) => [kind, upliftFactorOf(fit, series, kind)]),
      ),
      dipFactor: dipFactorOf(effects),
      effects,
    }
  })
}

function pooledEffect(
  { series }: IsolationInput,
  isolated: readonly IsolatedSeries[],
  kind: string,
): PooledEffect {
  let [factors, dips, promotedPeriods, seriesCount] = [0, 0, 0, 0]
  for (const [index, { kinds, units }] of series.entries()) {
    const promoted = (kinds[kind] ?? []).filter(
      (flag, period) => flag > 0 && Number.isFinite(at(units, period)),
    ).length
    const one = isolated[index]
    if (promoted === 0 || one === undefined) continue
    factors += promoted * (one.upliftFactorByKind[kind] ?? 1)
    dips += promoted * one.dipFactor
    promotedPeriods += promoted
    seriesCount += 1
  }
  const weight = promotedPeriods || 1
  return {
    upliftFactor: promotedPeriods === 0 ? 1 : factors / weight,
    dipFactor: promotedPeriods === 0 ? 1 : dips / weight,
    promotedPeriods,
    seriesCount,
  }
}

function crossEffectsOf({ design, coefficients }: GroupFit): CrossEffect[] {
  return design.columns.flatMap(({ role, about }, column) =>
    role === 'rival_price'
      ? [{ group: design.group, rival: about, elasticity: at(coefficients, column) }]
      : [],
  )
}
