import { useEffect, useRef, useSyncExternalStore } from 'react'

import { preferences } from '../../look/preferences.ts'

/**
 * Keys of the screen. A map names keys as `a`, `Enter`, `/`, `mod+k` (Ctrl or Cmd), or several
 * that share an act: `j k`. The key bar and the list of all keys read the same maps.
 */
export type KeyAct = {
  /** Said after the key in the bar: `approve`, `next order`. */
  readonly label: string
  /** Gets the key that was pressed. */
  readonly run: (key: string) => void
  /** In the list of all keys only, not in the bar. */
  readonly isQuiet?: boolean
  /** Does nothing now, and isn't shown. */
  readonly isOff?: boolean
}

export type KeyMap = Readonly<Record<string, KeyAct>>

/** One line for the bar. */
export type KeyHint = {
  readonly keys: readonly string[]
  readonly label: string
  readonly isQuiet: boolean
}

type Layer = { map: KeyMap; readonly isModal: boolean; readonly order: number }

const layers = new Set<Layer>()
const listeners = new Set<() => void>()
let hints: readonly KeyHint[] = []
let orderNext = 0

/**
 * Acts by keys while the component is on the screen; a later one wins over an earlier one. Keys
 * typed into fields are never taken, and inside a dialog only maps with `isModal` act.
 */
export function useKeys(map: KeyMap, { isModal = false } = {}): void {
  const layer = useRef<Layer>(undefined)
  const print = Object.entries(map)
    .map(([keys, act]) => `${keys}|${act.label}|${act.isQuiet}|${act.isOff}`)
    .join('\n')
  useEffect(() => {
    if (layer.current) layer.current.map = map
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new print is a new set of hints
  useEffect(() => {
    const mine: Layer = { map, isModal, order: orderNext++ }
    layer.current = mine
    layers.add(mine)
    changed()
    return () => {
      layers.delete(mine)
      changed()
    }
  }, [print, isModal])
}

export function useKeyHints(): readonly KeyHint[] {
  return useSyncExternalStore(listen, () => hints)
}

/** The one listener of the page. Returns how to take it away. */
export function listenForKeys(): () => void {
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const name = nameOf(event)
  const isCombined = name.startsWith('mod+')
  if (!isCombined && (isTyping(event.target) || !preferences().singleKeys)) return
  if (name === 'Enter' && isPressable(event.target)) return
  const act = actFor(name, isInDialog(event.target))
  if (act === undefined) return
  event.preventDefault()
  act.run(name)
}

function actFor(name: string, isInDialog: boolean): KeyAct | undefined {
  for (const { map, isModal } of [...layers].sort((a, b) => b.order - a.order)) {
    if (isInDialog && !isModal) continue
    const found = Object.entries(map).find(([keys]) => keys.split(' ').includes(name))?.[1]
    if (found && !found.isOff) return found
  }
  return undefined
}

/** The name of a key press; presses with Alt or an unexpected Ctrl have none. */
function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.altKey) return ''
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !pressedInputs.has(target.type)
}

const pressedInputs = new Set(['checkbox', 'radio', 'button', 'submit', 'reset'])

/** Enter on a link or a button belongs to the link or button. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a[href], button, summary') !== null
}

function isInDialog(target: EventTarget | null): boolean {
  const selector = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'
  return target instanceof Element && target.closest(selector) !== null
}

function changed(): void {
  const seen = new Set<string>()
  hints = [...layers]
    .sort((a, b) => b.order - a.order)
    .flatMap(({ map }) => Object.entries(map))
    .filter(([keys, act]) => !act.isOff && !seen.has(keys) && seen.add(keys))
    .map(([keys, { label, isQuiet = false }]) => ({ keys: keys.split(' '), label, isQuiet }))
    .sort((a, b) => Number(a.keys.includes('?')) - Number(b.keys.includes('?')))
  for (const tell of listeners) tell()
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
