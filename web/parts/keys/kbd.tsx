import parts from './keys.module.css'

const isMac = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? '')

const written: Readonly<Record<string, string>> = {
  Enter: '↵',
  Escape: 'esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

export type KbdProps = {
  readonly name: string
  /** On a filled button, where a box of its own would shout. */
  readonly isOn?: boolean
}

/** A key as it stands on the keyboard: `mod+k` is ⌘K on a Mac and Ctrl K elsewhere. */
export function Kbd({ name, isOn = false }: KbdProps) {
  return (
    <kbd className={parts.kbd} data-on={isOn || undefined}>
      {keyText(name)}
    </kbd>
  )
}

/** For the right side of a button; hidden from screen readers, which read the key bar. */
export function ButtonKey({ name }: { readonly name: string }) {
  return (
    <span aria-hidden="true" className={parts.onButton}>
      <Kbd name={name} isOn />
    </span>
  )
}

export function keyText(name: string): string {
  if (name.startsWith('mod+')) {
    const rest = keyText(name.slice(4))
    return isMac ? `⌘${rest}` : `Ctrl ${rest}`
  }
  return written[name] ?? (name.length === 1 ? name.toUpperCase() : name)
}
