/** Goal: pieces are done once each, on any number of threads; failures and stops reach the caller. */
import { expect, test } from 'vitest'

import { runPieces, sharedFloats, warmThreads } from './threads.ts'

const module = new URL('../../test/support/pieces.ts', import.meta.url)
const pieceCount = 40

test.each([1, 2, 3])('on %d threads every piece is done once', async (threadCount) => {
  const done = sharedFloats(pieceCount)
  const told: number[] = []
  const onProgress = (piecesDone: number) => told.push(piecesDone)
  const work = { module, function: 'countPieces', input: done, pieceCount }
  await runPieces(work, { threadCount, onProgress })
  expect([...done]).toEqual(new Array(pieceCount).fill(1))
  expect(told).toEqual(Array.from({ length: pieceCount }, (_, at) => at + 1))
})

test('threads that learned ahead work like others, also what they could not learn', async () => {
  warmThreads(module)
  warmThreads(new URL('./no-such-module.ts', import.meta.url))
  const done = sharedFloats(pieceCount)
  await runPieces({ module, function: 'countPieces', input: done, pieceCount })
  expect([...done]).toEqual(new Array(pieceCount).fill(1))
})

test('what a piece throws is thrown', async () => {
  const work = { module, function: 'failPieces', input: undefined, pieceCount }
  await expect(runPieces(work, { threadCount: 2 })).rejects.toThrow('Piece 3 is broken')
})

test('a stop ends it between two pieces', async () => {
  const done = sharedFloats(pieceCount)
  const controller = new AbortController()
  const work = { module, function: 'slowPieces', input: done, pieceCount }
  const onProgress = () => controller.abort(new Error('Enough'))
  const running = runPieces(work, { threadCount: 1, signal: controller.signal, onProgress })
  await expect(running).rejects.toThrow('Enough')
  expect(done.reduce((sum, value) => sum + value, 0)).toBeLessThan(pieceCount)
})
