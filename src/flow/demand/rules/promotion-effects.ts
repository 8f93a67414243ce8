/** The fitted model of a series taken apart: what each role does to the log of demand. */
import type { Design } from './promotion-columns.ts'
import type { GroupFit } from './promotion-fit.ts'
import { at } from './promotion-linear.ts'
import { countShareOf } from './promotion-noise.ts'
import type { Effects, EffectTerm, TermRole } from './promotion-types.ts'

/** Kinds that run together lift demand at most eightfold; what the price does has no limit. */
export const upliftLogMax = Math.log(8)

export type Layer = 'baseline' | 'prices' | 'kinds' | 'dip' | 'rivals' | 'event'

export const layerOfRole = {
  season: 'baseline',
  regular_price: 'baseline',
  price: 'prices',
  group_price: 'prices',
  kind: 'kinds',
  kind_price: 'kinds',
  kind_dip: 'dip',
  price_dip: 'dip',
  event: 'event',
  rivals_price: 'rivals',
  rivals_kind: 'rivals',
  rival_price: 'rivals',
} as const satisfies Readonly<Record<TermRole, Layer>>

export function coefficientOf(fit: GroupFit, series: number, column: number): number {
  const pooled = at(fit.coefficients, column) + at(fit.shifts, column)
  const { ownColumns } = fit.design
  return column < ownColumns ? pooled + at(fit.deviations, series * ownColumns + column) : pooled
}

/** n x t: the log of what the terms of one layer do. */
export function layerLogs(fit: GroupFit, layer: Layer): Float64Array {
  const { columns, members, periods, values } = fit.design
  const logs = new Float64Array(members.length * periods)
  for (const [column, { role }] of columns.entries()) {
    if (layerOfRole[role] !== layer) continue
    for (let series = 0; series < members.length; series += 1) {
      const coefficient = coefficientOf(fit, series, column)
      for (let cell = series * periods; cell < (series + 1) * periods; cell += 1) {
        logs[cell] = at(logs, cell) + coefficient * at(values, cell * columns.length + column)
      }
    }
  }
  return logs
}

/** n x t: the log of what own prices and kinds do. */
export function promotionLogs(fit: GroupFit): Float64Array {
  const kinds = layerLogs(fit, 'kinds')
  return layerLogs(fit, 'prices').map((log, cell) => log + Math.min(upliftLogMax, at(kinds, cell)))
}

export function effectsOfSeries(fit: GroupFit, series: number): Effects {
  return { terms: termsOf(fit.design, (column) => coefficientOf(fit, series, column)) }
}

/** For series of the group without history. */
export function effectsOfGroup(fit: GroupFit): Effects {
  return {
    terms: termsOf(fit.design, (column) => at(fit.coefficients, column) + at(fit.shifts, column)),
  }
}

/** Lognormal noise has its mean above its middle; counting noise is fitted by its mean already. */
export function meanCorrectionOf(
  { noise }: GroupFit,
  meanUnits: number,
  meanShare: number,
): number {
  const lognormal = 1 - countShareOf(Math.max(meanUnits, 1e-6), noise)
  return (meanShare * lognormal * (noise.shareNoise + noise.shockNoise)) / 2
}

/** The factor on demand while the kind runs, at the price cut it usually comes with; 1 to 8. */
export function upliftFactorOf(fit: GroupFit, series: number, kind: string): number {
  const { columns } = fit.design
  const [main, product] = ['kind', 'kind_price'].map((role) =>
    columns.findIndex((column) => column.role === role && column.about === kind),
  )
  if (main === undefined || main < 0) return 1
  let log = coefficientOf(fit, series, main)
  if (product !== undefined && product >= 0) {
    log += coefficientOf(fit, series, product) * usualCut(fit, series, main, product)
  }
  return Math.exp(cappedLog(log))
}

/** The factor in the period after the kind that brings most demand forward, at full strength. */
export function dipFactorOf({ terms }: Effects): number {
  const dips = terms.filter(({ role }) => role === 'kind_dip').map(({ coefficient }) => coefficient)
  return dips.length === 0 ? 1 : Math.min(1, Math.exp(Math.min(...dips)))
}

function cappedLog(log: number): number {
  return Math.min(upliftLogMax, Math.max(0, log))
}

function usualCut(fit: GroupFit, series: number, main: number, product: number): number {
  const { columns, periods, values, members } = fit.design
  const meanOver = (first: number, end: number): number => {
    let [flags, products] = [0, 0]
    for (let cell = first; cell < end; cell += 1) {
      flags += at(values, cell * columns.length + main)
      products += at(values, cell * columns.length + product)
    }
    return flags > 0 ? products / flags : Number.NaN
  }
  const own = meanOver(series * periods, (series + 1) * periods)
  return Number.isNaN(own) ? meanOver(0, members.length * periods) || 0 : own
}

function termsOf({ columns }: Design, coefficient: (column: number) => number): EffectTerm[] {
  return columns.map(({ role, about }, column) => ({
    role,
    about,
    coefficient: coefficient(column),
  }))
}
