/** What each proof gives: whether its line holds, whether it could be measured here, and what it counted. */
export type ProofResult = {
  readonly holds: boolean
  /** False when what it needs is not on this machine; nothing is claimed then. */
  readonly measured: boolean
  readonly [count: string]: unknown
}

export type ProofOptions = {
  /** The size that fits into CI; the claim itself is made by the full run. */
  readonly isShort: boolean
}

export type Proof = (options: ProofOptions) => Promise<ProofResult>

/** The folder of real data that is handed around beside the project, where there is one. */
export const sharedData = process.env['LANDFALL_SHARED_DATA'] ?? '../shared/data'
