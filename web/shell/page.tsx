import { ActionIcon } from '@mantine/core'
import { IconHelp, IconMenu2 } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'

import { useMembership } from '../api/session.ts'
import { useFrame } from './frame.ts'
import { useNarrow } from './layout.ts'
import { ScreenLink } from './link.tsx'
import shell from './shell.module.css'

export type PageProps = {
  /** The one h1. Also the title of the browser tab. */
  readonly title: string
  /** Where this belongs: `{ label: 'Orders', to: '/orders' }`. */
  readonly crumb?: { readonly label: string; readonly to: string }
  /** Status badges, only on axes that need somebody. */
  readonly badges?: ReactNode
  /** A quiet sentence after the title: `12 held of 187 this month`. */
  readonly note?: ReactNode
  /** Buttons at the right; one filled at most. */
  readonly actions?: ReactNode
  /** Beside the content; below 1200 give it as `SidePanel`, which becomes a drawer. */
  readonly aside?: ReactNode
  /** Held at the bottom: the decision. */
  readonly foot?: ReactNode
  /** The content scrolls itself (a DataList); otherwise the page's body does. */
  readonly isFixed?: boolean
  readonly children: ReactNode
}

/** Top bar and body of a screen in the shell. */
export function Page(props: PageProps) {
  const { title, crumb, badges, note, actions, aside, foot, isFixed = false, children } = props
  const { openRail, openKeyList } = useFrame()
  const isNarrow = useNarrow()
  const heading = useTitle(title)
  return (
    <main id="main" className={shell.page}>
      <header className={shell.top}>
        {isNarrow && openRail ? (
          <ActionIcon aria-label="Open the menu" onClick={openRail}>
            <IconMenu2 size={18} stroke={1.7} aria-hidden="true" />
          </ActionIcon>
        ) : null}
        <div className={shell.heading}>
          {crumb ? (
            <span className={shell.crumb}>
              <ScreenLink to={crumb.to}>{crumb.label}</ScreenLink> /
            </span>
          ) : null}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {badges}
          {note ? <span className={shell.note}>{note}</span> : null}
        </div>
        <div className={shell.actions}>{actions}</div>
        <span className={shell.divider} />
        <ActionIcon aria-label="Keys of this screen" onClick={openKeyList} className={shell.help}>
          <IconHelp size={16} stroke={1.7} aria-hidden="true" />
        </ActionIcon>
      </header>
      <div className={shell.body}>
        <div className={shell.columns}>
          <div className={shell.content} data-fixed={isFixed || undefined}>
            {children}
          </div>
          {aside}
        </div>
        {foot}
      </div>
    </main>
  )
}

/** Names the tab, and tells a screen reader where it came to by moving the focus to the title. */
function useTitle(title: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  const organization = useMembership()?.name
  useEffect(() => {
    document.title = [title, organization, 'Landfall'].filter(Boolean).join(' · ')
  }, [title, organization])
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return heading
}
