/** Pieces of work for the test of threads. */

export function countPieces(done: Float64Array): (piece: number) => void {
  return (piece) => {
    done[piece] = (done[piece] ?? 0) + 1
  }
}

export function failPieces(): (piece: number) => void {
  return (piece) => {
    if (piece === 3) throw new Error('Piece 3 is broken')
  }
}

export function slowPieces(done: Float64Array): (piece: number) => void {
  const never = new Int32Array(new SharedArrayBuffer(4))
  return (piece) => {
    Atomics.wait(never, 0, 0, 20)
    done[piece] = 1
  }
}
