/**
 * Members whom this process found within the last second, so that a page that asks ten things at once,
 * or an act of several requests, looks a session up once.
 *
 * Whatever ends a session or changes a membership here forgets all of them when it is done, and holds
 * from the next request on. What another process changes holds a second later.
 */
import type { Control } from '../control.ts'
import type { Caller } from './callers.ts'

const knownMs = 1_000
const knownMax = 1_000

type Known = {
  readonly callers: Map<string, { readonly caller: Caller; readonly untilMs: number }>
  /** Counts up, so that what was read before a change is not kept after it. */
  changes: number
}

const knownTo = new WeakMap<Control, Known>()

/** The caller known by this key, or else as `find` says. */
export async function knownCaller(
  control: Control,
  key: string,
  find: () => Promise<Caller>,
): Promise<Caller> {
  const known = knownOf(control)
  const before = known.callers.get(key)
  const nowMs = performance.now()
  if (before !== undefined && nowMs < before.untilMs) return before.caller
  const { changes } = known
  const caller = await find()
  if (caller.kind === 'member' && changes === known.changes) {
    if (known.callers.size >= knownMax) known.callers.clear()
    known.callers.set(key, { caller, untilMs: nowMs + knownMs })
  }
  return caller
}

/** Call it after the commit of whatever ends sessions or changes memberships. */
export function forgetCallers(control: Control): void {
  const known = knownOf(control)
  known.callers.clear()
  known.changes += 1
}

function knownOf(control: Control): Known {
  const known = knownTo.get(control) ?? { callers: new Map(), changes: 0 }
  knownTo.set(control, known)
  return known
}
