import { expect, test } from 'vitest'

import { turnstile } from './turnstile.ts'

test('two pass at a time, three wait, the sixth is sent away', async () => {
  const { pass } = turnstile({ passingMax: 2, waitingMax: 3 })
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  let inside = 0
  let insideMost = 0
  const visit = async (name: number) => {
    inside += 1
    insideMost = Math.max(insideMost, inside)
    await opened
    inside -= 1
    return name
  }
  const visits = [1, 2, 3, 4, 5, 6].map((name) => pass(() => visit(name)))
  open()
  expect(await Promise.all(visits)).toEqual([1, 2, 3, 4, 5, undefined])
  expect(insideMost).toBe(2)
})

test('who fails inside leaves all the same', async () => {
  const { pass } = turnstile({ passingMax: 1, waitingMax: 1 })
  await expect(pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await pass(async () => 'next')).toBe('next')
})
