/** What groups have in common: terms of the same name are drawn to the mean of all groups. */
import type { GroupFit } from './promotion-fit.ts'
import { at } from './promotion-linear.ts'
import type { Prior } from './promotion-pool.ts'

/** How much of a group the pull towards 0 weighs. */
const zeroTrust = 0.05
const nothing = new Float64Array(0)

export function priorsOf(fits: readonly GroupFit[]): Prior[] {
  return fits.map(({ design: { columns } }) => ({
    means: new Float64Array(columns.length),
    variances: Float64Array.from(columns, ({ poolVariance }) => poolVariance),
  }))
}

type Told = { told: number; informed: number }

/** New prior means from what the groups found, each counted as far as its own data spoke. */
export function learnPriors(fits: readonly GroupFit[], priors: readonly Prior[]): void {
  const sums = new Map<string, Told>()
  for (const [index, fit] of fits.entries()) listen(sums, fit, priors[index]?.means)
  for (const [index, fit] of fits.entries()) tell(sums, fit, priors[index]?.means)
}

function listen(sums: Map<string, Told>, fit: GroupFit, means: Float64Array = nothing): void {
  for (const [column, name] of namesOf(fit).entries()) {
    const informed = at(fit.informed, column)
    const sum = sums.get(name) ?? { told: 0, informed: zeroTrust }
    sum.told += at(fit.coefficients, column) - (1 - informed) * at(means, column)
    sum.informed += informed
    sums.set(name, sum)
  }
}

/** What a named rival does is each group's own affair; its prior stays at 0. */
function tell(sums: ReadonlyMap<string, Told>, fit: GroupFit, means: Float64Array = nothing): void {
  for (const [column, name] of namesOf(fit).entries()) {
    const sum = sums.get(name)
    const isNamed = fit.design.columns[column]?.role === 'rival_price'
    means[column] = sum === undefined || isNamed ? 0 : sum.told / sum.informed
  }
}

function namesOf({ design }: GroupFit): string[] {
  return design.columns.map(({ role, about }) => `${role}:${about}`)
}
