/** The why of a proposal recomputed from its own terms, as they are kept. */

export type WhyTerm = {
  readonly code: string
  readonly units: number
  readonly facts: Readonly<Record<string, number>>
}

export type WhyLine = {
  readonly sku: string
  readonly needed: number
  readonly suggested: number
  /** What is usable there by the books. */
  readonly usable: number
  readonly why: {
    readonly orderDay: number
    readonly needDay: number
    readonly cover: readonly WhyTerm[]
    readonly have: readonly WhyTerm[]
    readonly size: readonly WhyTerm[]
  }
}

const sum = (terms: readonly WhyTerm[]) => terms.reduce((total, { units }) => total + units, 0)

export const unitsOf = (terms: readonly WhyTerm[], code: string): number =>
  terms.find((term) => term.code === code)?.units ?? 0

/** What a size term comes to, by its own facts alone. */
function sizedBy({ code, facts }: WhyTerm, units: number): number {
  const fact = (name: string) => facts[name] ?? Number.NaN
  const upTo = (step: number) => Math.ceil(units / step) * step
  if (code.startsWith('cap_')) return Math.min(units, fact('capUnits'))
  switch (code) {
    case 'order_up_to':
      return units + fact('orderUpToUnits')
    case 'minimum':
      return Math.max(units, fact('moqUnits'))
    case 'multiple':
      return upTo(fact('multipleUnits'))
    case 'layer':
      return upTo(fact('layerUnits'))
    case 'pallet':
      return upTo(fact('palletUnits'))
    case 'shared':
      return Math.min(units, fact('sharedUnits'))
    case 'waits':
      return units
    default:
      return Number.NaN
  }
}

/** Each way in which a why does not come to its proposal. */
export function whyDifferences({
  sku,
  needed,
  suggested,
  usable,
  why,
}: WhyLine): readonly string[] {
  const differences: string[] = []
  const says = (what: string, is: number, shall: number) => {
    if (is !== shall) differences.push(`${sku}: ${what} is ${is}, recomputed ${shall}`)
  }
  const [{ facts: { days = 0, waitDays = 0, leadDays = 0, reviewDays = 0 } = {} } = {}] = why.cover
  says('days', days, why.needDay + 1)
  const covered = 1 + waitDays + leadDays + reviewDays
  if (days > covered) differences.push(`${sku}: ${days} days are covered, its terms say ${covered}`)
  says('needed', needed, sum(why.cover) + sum(why.have))
  says('usable', unitsOf(why.have, 'usable'), usable === 0 ? 0 : -usable)
  let units = needed
  for (const term of why.size) {
    says(term.code, term.units, sizedBy(term, units) - units)
    units += term.units
  }
  says('suggested', suggested, units)
  return differences
}
