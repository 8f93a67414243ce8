/**
 * What sending goods back does to the money, per return line.
 *
 * The goods leave stock at what their layers cost. Units not invoiced yet take back what was accrued
 * for them; units invoiced already wait in RTV clearing for the supplier's credit (rules.md 3, rows
 * 11 and 11b). What is left between the two is price variance, so that the entry balances.
 */
import { divideHalfEven } from '#kernel/decimal'
import { greater, lesser } from '#kernel/value'

/** In the document's currency and in the company's. */
export type Worth = { readonly documentMinor: bigint; readonly amountMinor: bigint }
export type Accrual = Worth & { readonly units: bigint }

export type ReturnWorth = {
  /** What the accrual falls by. */
  readonly accrued: Accrual
  readonly invoicedUnits: bigint
  /** In the company's currency, what the supplier is to credit. */
  readonly clearingMinor: bigint
  readonly varianceMinor: bigint
}

/**
 * @param given.costMinor what the layers gave up for these units
 * @param given.accrual goods received and not invoiced of the order line, as it stands
 * @param given.own what these very units came in at, where that is known, as it is for rejects
 */
export function returnWorth(given: {
  readonly units: bigint
  readonly costMinor: bigint
  readonly accrual: Accrual
  readonly own: Worth | undefined
}): ReturnWorth {
  const { units, costMinor, accrual, own } = given
  const accruedUnits = lesser(units, greater(accrual.units, 0n))
  const invoicedUnits = units - accruedUnits
  const accrued = { units: accruedUnits, ...accruedWorth(units, accruedUnits, accrual, own) }
  const accruedCostMinor = shareMinor(costMinor, accruedUnits, units)
  return {
    accrued,
    invoicedUnits,
    clearingMinor: costMinor - accruedCostMinor,
    varianceMinor: accruedCostMinor - accrued.amountMinor,
  }
}

/** All that is accrued for the last units, so that nothing stays behind without units. */
function accruedWorth(
  units: bigint,
  accruedUnits: bigint,
  accrual: Accrual,
  own: Worth | undefined,
): Worth {
  if (accruedUnits === 0n) return { documentMinor: 0n, amountMinor: 0n }
  if (accruedUnits === accrual.units) {
    return { documentMinor: accrual.documentMinor, amountMinor: accrual.amountMinor }
  }
  const whole = own === undefined ? accrual : { units, ...own }
  return {
    documentMinor: shareMinor(whole.documentMinor, accruedUnits, whole.units),
    amountMinor: shareMinor(whole.amountMinor, accruedUnits, whole.units),
  }
}

function shareMinor(amountMinor: bigint, units: bigint, ofUnits: bigint): bigint {
  return units === ofUnits ? amountMinor : divideHalfEven(amountMinor * units, ofUnits)
}
