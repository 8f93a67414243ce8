/** Small dense symmetric systems, row-major in Float64Array; nothing is allocated. */

export function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number
}

/**
 * Cholesky factor of a positive definite `size` x `size` matrix, in place (lower triangle). A pivot
 * that rounding made too small is held at a trifle of its diagonal, so the factor always exists.
 */
export function factor(matrix: Float64Array, size: number): void {
  for (let column = 0; column < size; column += 1) {
    const diagonal = at(matrix, column * size + column)
    const left = diagonal - squares(matrix, column * size, column)
    const pivot = Math.sqrt(Math.max(left, 1e-12 * Math.abs(diagonal), 1e-300))
    matrix[column * size + column] = pivot
    for (let row = column + 1; row < size; row += 1) {
      const rest = dot(matrix, row * size, matrix, column * size, column)
      matrix[row * size + column] = (at(matrix, row * size + column) - rest) / pivot
    }
  }
}

/** Solves in place with a factor from `factor`. */
export function solveFactored(lower: Float64Array, size: number, right: Float64Array): void {
  for (let row = 0; row < size; row += 1) {
    const rest = dot(lower, row * size, right, 0, row)
    right[row] = (at(right, row) - rest) / at(lower, row * size + row)
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let value = at(right, row)
    for (let below = row + 1; below < size; below += 1) {
      value -= at(lower, below * size + row) * at(right, below)
    }
    right[row] = value / at(lower, row * size + row)
  }
}

/** The diagonal of the inverse, from a factor. `work` has at least `size` numbers. */
export function inverseDiagonal(
  lower: Float64Array,
  size: number,
  diagonal: Float64Array,
  work: Float64Array,
): void {
  for (let column = 0; column < size; column += 1) {
    let sum = 0
    for (let row = column; row < size; row += 1) {
      let value = row === column ? 1 : 0
      for (let index = column; index < row; index += 1) {
        value -= at(lower, row * size + index) * at(work, index)
      }
      value /= at(lower, row * size + row)
      work[row] = value
      sum += value * value
    }
    diagonal[column] = sum
  }
}

export function dot(
  left: Float64Array,
  leftStart: number,
  right: Float64Array,
  rightStart: number,
  count: number,
): number {
  let sum = 0
  for (let index = 0; index < count; index += 1) {
    sum += at(left, leftStart + index) * at(right, rightStart + index)
  }
  return sum
}

function squares(values: Float64Array, start: number, count: number): number {
  return dot(values, start, values, start, count)
}
