import type { Control } from './controls.ts'

export type NewTaxCode = {
  readonly code: string
  readonly name: string
  readonly rateBps: number
  /** The part of the tax that is claimed back; the rest follows the goods. */
  readonly recoverableBps: number
}

export type NewChargeCode = {
  readonly code: string
  readonly name: string
  /** True: into the goods' cost. False: to its account. */
  readonly followsGoods: boolean
  readonly control?: Control
}

/** What a new company starts with; rates are the owner's to set. */
export const usualTaxCodes: readonly NewTaxCode[] = [
  { code: 'NONE', name: 'No tax', rateBps: 0, recoverableBps: 10_000 },
  { code: 'STANDARD', name: 'Standard rate, recoverable', rateBps: 2_000, recoverableBps: 10_000 },
  { code: 'REDUCED', name: 'Reduced rate, recoverable', rateBps: 500, recoverableBps: 10_000 },
  { code: 'SALES', name: 'Sales tax, not recoverable', rateBps: 800, recoverableBps: 0 },
]

export const usualChargeCodes: readonly NewChargeCode[] = [
  { code: 'FREIGHT', name: 'Freight, follows the goods', followsGoods: true },
  { code: 'DUTY', name: 'Duty, follows the goods', followsGoods: true },
  {
    code: 'HANDLING',
    name: 'Handling, an expense',
    followsGoods: false,
    control: 'freight_expense',
  },
]
