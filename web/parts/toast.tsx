import { useEffect, useState, useSyncExternalStore } from 'react'

import parts from './parts.module.css'

export type Toast = {
  /** What was done: `Line 3 removed from PO-10523.` */
  readonly text: string
  /** Takes it back. Offered for ten seconds, longer while it is under the pointer or has focus. */
  readonly undo?: () => void
}

type Shown = Toast & { readonly id: number }

const seconds = 10
const listeners = new Set<() => void>()
let shown: readonly Shown[] = []
let idNext = 0

/** Says what was done; with `undo`, offers to take it back instead of having asked before. */
export function toast(given: Toast): void {
  set([...shown.slice(-2), { ...given, id: idNext++ }])
}

/** Where toasts appear. Stands once in the shell. */
export function Toasts() {
  const toasts = useSyncExternalStore(listen, () => shown)
  return (
    <div className={parts.toasts} role="status">
      {toasts.map((each) => (
        <ToastLine key={each.id} shown={each} />
      ))}
    </div>
  )
}

function ToastLine({ shown: { id, text, undo } }: { readonly shown: Shown }) {
  const [left, setLeft] = useState(seconds)
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    if (left <= 0) return remove(id)
    const timer = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(timer)
  }, [id, left, isHeld])
  const takeBack = () => {
    remove(id)
    undo?.()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only stops its clock
    <div
      className={parts.toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{text}</span>
      {undo ? (
        <button type="button" onClick={takeBack}>
          Undo
        </button>
      ) : null}
      <span aria-hidden="true">{undo ? `${left} s` : ''}</span>
    </div>
  )
}

function remove(id: number): void {
  set(shown.filter((each) => each.id !== id))
}

function set(next: readonly Shown[]): void {
  shown = next
  for (const tell of listeners) tell()
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
