import { Modal } from '@mantine/core'

import { Kbd } from '../parts/keys/kbd.tsx'
import { type KeyHint, useKeyHints } from '../parts/keys/keys.ts'
import shell from './shell.module.css'

const shownMax = 8

/** The keys of this screen, at the bottom of it. */
export function KeyBar() {
  const hints = useKeyHints().filter(({ isQuiet }) => !isQuiet)
  return (
    <footer className={shell.keyBar}>
      {hints.slice(0, shownMax).map((hint) => (
        <Hint key={hint.keys.join(' ')} hint={hint} />
      ))}
    </footer>
  )
}

/** All keys, behind `?`. */
export function KeyList({
  isOpen,
  close,
}: {
  readonly isOpen: boolean
  readonly close: () => void
}) {
  const hints = useKeyHints()
  return (
    <Modal opened={isOpen} onClose={close} title="Keys of this screen" size="sm">
      <ul className={shell.keyList}>
        {hints.map((hint) => (
          <li key={hint.keys.join(' ')}>
            <Hint hint={hint} />
          </li>
        ))}
      </ul>
      <p className={shell.note}>Keys rest while you type in a field. Turn them off at your name.</p>
    </Modal>
  )
}

function Hint({ hint }: { readonly hint: KeyHint }) {
  return (
    <span className={shell.hint}>
      {hint.keys.map((key) => (
        <Kbd key={key} name={key} />
      ))}
      {hint.label}
    </span>
  )
}
