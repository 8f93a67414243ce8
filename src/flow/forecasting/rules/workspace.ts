/** Room to work in, made once and used for series after series, so that no forecast allocates in its loops. */

/** How many draws a forecast makes of the units to come when nobody says otherwise. */
export const drawCountUsual = 256

export type Workspace = {
  readonly lengthMax: number
  readonly horizonMax: number
  readonly drawCountMax: number
  /** The cleaned series with the time before launch, unknown periods filled, season and tide taken out. */
  readonly whole: Float64Array
  /** The same since launch. */
  readonly units: Float64Array
  /** The series with its season taken out, in the space that is being fitted. */
  readonly adjusted: Float64Array
  readonly logs: Float64Array
  readonly residuals: Float64Array
  /** One forecast path per member, `horizon` steps each. */
  readonly paths: Float64Array
  readonly path: Float64Array
  /** The season's multiplier (or addend) at each place of the cycle, counted from the first used period. */
  readonly season: Float64Array
  readonly seasonState: Float64Array
  readonly seasonNoise: Float64Array
  /** Sums over the window of `horizon` steps that begins at each period. */
  readonly windowSum: Float64Array
  readonly windowSquare: Float64Array
  readonly windowTrend: Float64Array
  /** Of the three damped trends, period by period. */
  readonly windowDamped: Float64Array
  /** Of theta, by origin: its slope, and what of the window's error does not depend on the level. */
  readonly windowSlope: Float64Array
  readonly windowRest: Float64Array
  readonly sizes: Float64Array
  /** Random numbers, as many as all draws need. */
  readonly bits: Int32Array
  readonly trialDraws: Float64Array
  readonly column: Float64Array
  /** Of quantiles: the bin of each draw, and the draws of the bins that are asked for. */
  readonly binOf: Uint8Array
  readonly kept: Float64Array
}

/** The most members that a class of series has. */
export const membersMax = 40

export const seasonMax = 64

export function makeWorkspace(
  lengthMax: number,
  horizonMax: number,
  drawCountMax: number,
): Workspace {
  const long = () => new Float64Array(lengthMax + horizonMax + 1)
  return {
    lengthMax,
    horizonMax,
    drawCountMax,
    whole: long(),
    units: long(),
    adjusted: long(),
    logs: long(),
    residuals: long(),
    paths: new Float64Array(membersMax * horizonMax),
    path: new Float64Array(horizonMax),
    season: new Float64Array(seasonMax),
    seasonState: new Float64Array(seasonMax),
    seasonNoise: new Float64Array(horizonMax),
    windowSum: long(),
    windowSquare: long(),
    windowTrend: long(),
    windowDamped: new Float64Array(3 * (lengthMax + horizonMax + 1)),
    windowSlope: long(),
    windowRest: long(),
    sizes: long(),
    bits: new Int32Array(drawCountMax * (horizonMax + 2)),
    trialDraws: new Float64Array(drawCountMax * horizonMax),
    column: new Float64Array(drawCountMax),
    binOf: new Uint8Array(drawCountMax),
    kept: new Float64Array(drawCountMax),
  }
}
