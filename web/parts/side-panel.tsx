import { Drawer } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { useNarrow, usePhone } from '../shell/layout.ts'
import { useKeys } from './keys/keys.ts'
import parts from './parts.module.css'

export type SidePanelProps = {
  readonly title: string
  /** Open on narrow windows; wide ones always show it unless `isCloseable`. */
  readonly isOpen: boolean
  readonly close: () => void
  /** On wide windows too it is there only while `isOpen`. */
  readonly isCloseable?: boolean
  readonly children: ReactNode
}

/** Beside the content where there is room, a drawer over it where there is none. */
export function SidePanel(props: SidePanelProps) {
  const { title, isOpen, close, isCloseable = false, children } = props
  const isNarrow = useNarrow()
  const isPhone = usePhone()
  useKeys({
    Escape: { label: 'close', run: close, isQuiet: true, isOff: !isCloseable || !isOpen },
  })
  if (isNarrow) {
    return (
      <Drawer
        opened={isOpen}
        onClose={close}
        title={title}
        position="right"
        size={isPhone ? '100%' : 380}
        padding={0}
      >
        <div className={parts.sideSections}>{children}</div>
      </Drawer>
    )
  }
  if (isCloseable && !isOpen) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className={parts.side} aria-label={title} tabIndex={0}>
      {isCloseable ? (
        <div className={parts.sideHead}>
          <h2>{title}</h2>
          <button type="button" className={parts.iconButton} aria-label="Close" onClick={close}>
            <IconX size={14} stroke={1.8} aria-hidden="true" />
          </button>
        </div>
      ) : null}
      <div className={parts.sideSections}>{children}</div>
    </aside>
  )
}
