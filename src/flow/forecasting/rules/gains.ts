/**
 * Gains that start right: after n values a level is their mean (1/n), and a level with a slope is the end of their
 * regression line. A member's own rate takes over when it is larger, so no state has to be guessed at the beginning.
 */

const tableLength = 4096

/** By the number of values seen; beyond the table any useful rate is larger. */
export const meanGains = Float64Array.from({ length: tableLength }, (_, seen) =>
  seen === 0 ? 1 : 1 / seen,
)
export const lineLevelGains = Float64Array.from({ length: tableLength }, (_, seen) =>
  seen === 0 ? 1 : Math.min(1, (4 * seen - 2) / (seen * (seen + 1))),
)
export const lineSlopeGains = Float64Array.from({ length: tableLength }, (_, seen) =>
  seen === 0 ? 1 : Math.min(1, 6 / (seen * (seen + 1))),
)
export const gainsMax = tableLength - 1
