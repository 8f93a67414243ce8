import type { Tx, Work } from '#platform/work'

/**
 * A part of a long run: it goes on from where it was, a piece at a time, each piece in transactions of its
 * own, so that progress can be watched and a run can be stopped between two pieces.
 */
export type RunStep = {
  readonly name: string
  /** How many item-places it will look at. */
  readonly total: (tx: Tx, asOf: string) => Promise<number>
  /** Begun while the step before it still has much to do: what takes a while to be ready. */
  readonly prepare?: () => void
  /**
   * First cursors of parts that have no item-place in common: they go on side by side, so that one is
   * worked out here while the database reads or writes for another. Without it there is one part. What
   * all parts wait for is done here.
   */
  readonly parts?: (tx: Tx, asOf: string, runId: string) => Promise<readonly unknown[]>
  /** Does the next piece. `cursor` is what the last piece of its part gave; at first the part's own. */
  readonly advance: (
    work: Work,
    given: { readonly runId: string; readonly asOf: string; readonly cursor: unknown },
  ) => Promise<StepPiece>
}

export type StepPiece = {
  /** Item-places looked at. */
  readonly doneCount: number
  /** What became of them, added up over the pieces. */
  readonly result: Readonly<Record<string, number>>
  /** Absent when there is nothing more of its part. */
  readonly cursor?: unknown
}
