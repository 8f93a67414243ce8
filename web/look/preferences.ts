import { useSyncExternalStore } from 'react'

/** What a person chose for this browser. Light or dark is kept by Mantine. */
export type Preferences = {
  readonly density: 'dense' | 'comfortable'
  /** Single keys act without Ctrl. Some people's input devices need them off (WCAG 2.1.4). */
  readonly singleKeys: boolean
}

const storageKey = 'landfall.preferences'
const listeners = new Set<() => void>()
let current: Preferences = { density: 'dense', singleKeys: true, ...stored() }
show(current)

export function usePreferences(): Preferences {
  return useSyncExternalStore(listen, preferences)
}

export function preferences(): Preferences {
  return current
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  remember(storageKey, current)
  show(current)
  for (const tell of listeners) tell()
}

/** Small things to remember in this browser; private windows may refuse, which is no failure. */
export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {}
}

export function remembered(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

function stored(): Partial<Preferences> {
  const told = remembered(storageKey) as Partial<Preferences> | null
  return told !== null && typeof told === 'object' ? told : {}
}

function show({ density }: Preferences): void {
  document.documentElement.dataset.density = density
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
