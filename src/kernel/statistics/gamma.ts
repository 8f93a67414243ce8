/**
 * The gamma distribution, exact for any shape: lumpy demand has shapes far below one, where the usual
 * approximation of the quantile (Wilson and Hilferty) explodes.
 *
 * Sources: Lanczos for the logarithm of the gamma function; series and continued fraction (DLMF 8.7, 8.9) for the
 * regularised incomplete gamma; its inverse by safeguarded Newton on a logarithmic scale.
 */

const lanczos = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
]

/** ln Γ(x) for x > 0; relative error about 1e-15. */
export function logGamma(x: number): number {
  if (x < 0.5) return logGamma(x + 1) - Math.log(x)
  let sum = lanczos[0] ?? 0
  for (let at = 1; at < lanczos.length; at += 1) sum += (lanczos[at] ?? 0) / (x - 1 + at)
  const base = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum)
}

/** P(shape, x): the share of a gamma of scale 1 that lies at or below x. */
export function gammaLower(shape: number, x: number): number {
  if (!(x > 0)) return 0
  if (x === Number.POSITIVE_INFINITY) return 1
  return x < shape + 1 ? lowerSeries(shape, x) : 1 - upperFraction(shape, x)
}

/** Q(shape, x) = 1 - P(shape, x), without the cancellation. */
export function gammaUpper(shape: number, x: number): number {
  if (!(x > 0)) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  return x < shape + 1 ? 1 - lowerSeries(shape, x) : upperFraction(shape, x)
}

const termsMax = 10_000

function lowerSeries(shape: number, x: number): number {
  let term = 1
  let sum = 1
  for (let at = 1; at < termsMax; at += 1) {
    term *= x / (shape + at)
    sum += term
    if (term < sum * 1e-17) break
  }
  return sum * Math.exp(shape * Math.log(x) - x - logGamma(shape + 1))
}

/** Lentz's way through the continued fraction. */
function upperFraction(shape: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - shape
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let at = 1; at < termsMax; at += 1) {
    const a = -at * (at - shape)
    b += 2
    d = 1 / nonZero(a * d + b, tiny)
    c = nonZero(b + a / c, tiny)
    const factor = d * c
    value *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return value * Math.exp(shape * Math.log(x) - x - logGamma(shape))
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** P(X <= x) for a gamma of the given shape and scale (mean shape x scale). */
export function gammaCdf(x: number, shape: number, scale: number): number {
  return gammaLower(shape, x / scale)
}

/** The x with P(X <= x) = probability, relative error about 1e-12; 0 where it underflows. */
export function gammaQuantile(probability: number, shape: number, scale: number): number {
  return scale * gammaLowerInverse(shape, probability)
}

/** The x with P(shape, x) = probability. Works for any positive shape, however small. */
export function gammaLowerInverse(shape: number, probability: number): number {
  if (!(probability > 0)) return 0
  if (probability >= 1) return Number.POSITIVE_INFINITY
  const logOfGamma = logGamma(shape)
  // Near nothing P(a, x) is x^a / Γ(a + 1); it is never more, so this start is never above the answer.
  const logFirst = (Math.log(probability) + logOfGamma + Math.log(shape)) / shape
  if (logFirst < -700) return 0
  return Math.exp(searchLog({ shape, probability, logOfGamma, logFirst }))
}

type Search = {
  readonly shape: number
  readonly probability: number
  readonly logOfGamma: number
  readonly logFirst: number
}

/** Newton in ln x on the smaller tail, kept between two bounds that close in. */
function searchLog({ shape, probability, logOfGamma, logFirst }: Search): number {
  let low = logFirst
  let high = Math.max(logFirst, Math.log(shape + 40 + 60 * Math.sqrt(shape + 40)))
  while (gammaLower(shape, Math.exp(high)) < probability) high += 1
  let at = Math.min(Math.max(logFirst, Math.log(shape)), high)
  for (let step = 0; step < 200; step += 1) {
    const x = Math.exp(at)
    const excess =
      probability < 0.5
        ? gammaLower(shape, x) - probability
        : 1 - probability - gammaUpper(shape, x)
    if (excess > 0) high = at
    else low = at
    const density = Math.exp(shape * at - x - logOfGamma)
    const newton = at - excess / density
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - at) < 1e-14 * (1 + Math.abs(at))) return next
    at = next
  }
  return at
}
