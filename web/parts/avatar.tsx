import parts from './parts.module.css'

/** Two letters in a circle; the name stands beside it, so it is hidden from screen readers. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <span className={parts.avatar} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']
  return `${first.slice(0, 1)}${last.slice(0, 1)}`.toUpperCase()
}
