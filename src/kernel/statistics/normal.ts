/**
 * The normal distribution: density, probability, quantile, and the loss function of stock rules.
 *
 * Sources: probability after Graeme West, "Better approximations to cumulative normal functions" (2005), relative
 * error about 1e-15, 1e-8 beyond seven deviations; quantile after Michael Wichura, algorithm AS 241 (1988), about 1e-16.
 */

const rootOfTwoPi = Math.sqrt(2 * Math.PI)

export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / rootOfTwoPi
}

/** P(Z <= z). */
export function normalCdf(z: number): number {
  const tail = upperTail(Math.abs(z))
  return z > 0 ? 1 - tail : tail
}

/** P(Z > z) for z >= 0, without the cancellation of 1 - cdf. */
function upperTail(z: number): number {
  if (z > 37) return 0
  const density = Math.exp((-z * z) / 2)
  if (z >= 7.07106781186547) {
    const fraction = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))
    return density / fraction / 2.506628274631
  }
  return (density * polynomial(upperOfTail, z)) / polynomial(lowerOfTail, z)
}

const upperOfTail = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165,
  0.700383064443688, 0.0352624965998911,
]
const lowerOfTail = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461,
  16.064177579207, 1.75566716318264, 0.0883883476483184,
]

/**
 * The z with P(Z <= z) = probability; -Infinity at 0 and Infinity at 1.
 */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return Number.NEGATIVE_INFINITY
  if (probability >= 1) return Number.POSITIVE_INFINITY
  const offset = probability - 0.5
  if (Math.abs(offset) <= 0.425) {
    const r = 0.180625 - offset * offset
    return (offset * polynomial(centreUpper, r)) / polynomial(centreLower, r)
  }
  const r = Math.sqrt(-Math.log(offset < 0 ? probability : 1 - probability))
  const size =
    r <= 5
      ? polynomial(middleUpper, r - 1.6) / polynomial(middleLower, r - 1.6)
      : polynomial(farUpper, r - 5) / polynomial(farLower, r - 5)
  return offset < 0 ? -size : size
}

const centreUpper = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
]
const centreLower = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852546,
]
const middleUpper = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
]
const middleLower = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
  0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
]
const farUpper = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
  0.026532189526576124, 0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
]
const farLower = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
]

/** Coefficients from the constant upwards. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (let at = coefficients.length - 1; at >= 0; at -= 1) sum = sum * x + (coefficients[at] ?? 0)
  return sum
}

/** G(k) = E[(Z - k)+] = density(k) - k P(Z > k), the unit loss of stock rules (rules.md 10). */
export function normalLoss(k: number): number {
  const loss = normalDensity(k) - Math.abs(k) * upperTail(Math.abs(k))
  return k >= 0 ? loss : loss - k
}

/**
 * The k with G(k) = loss, to 1e-12. G falls from infinity to nothing, so each positive loss has one.
 *
 * Newton on log G, which is nearly a straight line to the left and a parabola to the right; it never overshoots.
 */
export function normalLossInverse(loss: number): number {
  if (!(loss > 0)) return Number.POSITIVE_INFINITY
  let k = loss > 0.4 ? -loss : 0
  for (let step = 0; step < 100; step += 1) {
    const value = normalLoss(k)
    if (!(value > 0)) return k
    const change = (value * Math.log(value / loss)) / normalCdf(-k)
    k += change
    if (Math.abs(change) < 1e-13 * (1 + Math.abs(k))) return k
  }
  return k
}
