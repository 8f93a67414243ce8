/** What a policy says about planning as a whole; its segments' rules say the rest. */
export type PlanSettings = {
  /** Orders that are due within so many days are proposed. */
  readonly aheadDays: number
  /** A supply that comes this much after the need is waited for. */
  readonly toleranceDays: number
  /** Shifts of open orders by fewer days are not asked for. */
  readonly dampDays: number
  /** Cuts of open orders by less than this share are not asked for. */
  readonly dampShare: number
  /** Layers and pallets are filled up when that adds at most this share. */
  readonly snapShare: number
  /** To reach a minimum or to fill a load nothing is ordered for longer than this, where no rule says less. */
  readonly topUpCoverDays: number
  /** How far ahead a supply must be of no use before it is asked to be cancelled. */
  readonly horizonDays: number
}

export const usualSettings: PlanSettings = {
  aheadDays: 14,
  toleranceDays: 2,
  dampDays: 7,
  dampShare: 0.1,
  snapShare: 0.05,
  topUpCoverDays: 90,
  horizonDays: 180,
}
