/** Goal: a caller is looked up once in a while, and never known as they were before a change. */
import { afterEach, describe, expect, test, vi } from 'vitest'

import type { ActorId } from '#platform/work'

import type { Control } from '../control.ts'
import type { Caller } from './callers.ts'
import { forgetCallers, knownCaller } from './known-callers.ts'

const control = {} as Control

function member(name: string): Caller {
  const actor = {
    id: name as ActorId,
    kind: 'person',
    name,
    permissions: new Set<never>(),
  } as const
  return { kind: 'member', actor, organization: { id: 'o', slug: 'test' } }
}

const found = (caller: Caller) => async () => caller

afterEach(() => {
  vi.useRealTimers()
  forgetCallers(control)
})

describe('a caller', () => {
  test('is known for a second', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    await knownCaller(control, 'a', found(member('then')))
    vi.advanceTimersByTime(999)
    expect(await knownCaller(control, 'a', found(member('now')))).toEqual(member('then'))
    vi.advanceTimersByTime(1)
    expect(await knownCaller(control, 'a', found(member('now')))).toEqual(member('now'))
  })

  test('is known by their own key, in their own installation', async () => {
    await knownCaller(control, 'a', found(member('a')))
    expect(await knownCaller(control, 'b', found(member('b')))).toEqual(member('b'))
    expect(await knownCaller({} as Control, 'a', found(member('c')))).toEqual(member('c'))
  })

  test('who was refused is looked up again', async () => {
    await knownCaller(control, 'a', found({ kind: 'stranger' }))
    expect(await knownCaller(control, 'a', found(member('a')))).toEqual(member('a'))
  })

  test('read before a change is not known after it', async () => {
    const reading = Promise.withResolvers<Caller>()
    const first = knownCaller(control, 'a', () => reading.promise)
    forgetCallers(control)
    reading.resolve(member('before'))
    expect(await first).toEqual(member('before'))
    expect(await knownCaller(control, 'a', found(member('after')))).toEqual(member('after'))
  })
})
