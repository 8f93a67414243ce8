import { Drawer } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'

import { useMembership } from '../api/session.ts'
import { listenForKeys, useKeys } from '../parts/keys/keys.ts'
import { Toasts } from '../parts/toast.tsx'
import { NotFound } from './failures.tsx'
import { FrameContext } from './frame.ts'
import { KeyBar, KeyList } from './key-bar.tsx'
import { useNarrow } from './layout.ts'
import { useOnline } from './online.ts'
import { Rail } from './rail.tsx'
import shell from './shell.module.css'

const loadPalette = async () => ({ default: (await import('./palette.tsx')).Palette })
const Palette = lazy(loadPalette)

/** The frame of every screen of an organization: rail, screen, keys. */
export function Shell() {
  const membership = useMembership()
  const isNarrow = useNarrow()
  const [open, setOpen] = useState<'rail' | 'palette' | 'keys'>()
  useEffect(listenForKeys, [])
  // On the way before it is called: who presses Ctrl+K types on at once.
  useEffect(() => void loadPalette(), [])
  useCloseOnWay(setOpen)
  useKeys({
    'mod+k': { label: 'find or do', run: () => setOpen('palette'), isQuiet: true },
    '?': { label: 'all keys', run: () => setOpen('keys') },
  })
  const frame = useMemo(
    () => ({
      openRail: isNarrow ? () => setOpen('rail') : undefined,
      openPalette: () => setOpen('palette'),
      openKeyList: () => setOpen('keys'),
    }),
    [isNarrow],
  )
  if (membership === undefined) return <NotFound />
  const close = () => setOpen(undefined)
  return (
    <FrameContext value={frame}>
      <a className={shell.skip} href="#main">
        Skip to the content
      </a>
      <div className={shell.app}>
        {isNarrow ? (
          <Drawer opened={open === 'rail'} onClose={close} size={248} title="Landfall" padding={0}>
            <Rail openPalette={frame.openPalette} />
          </Drawer>
        ) : (
          <Rail openPalette={frame.openPalette} />
        )}
        <div className={shell.main}>
          <Offline />
          <div className={shell.screen}>
            <Suspense fallback={<ScreenLoads />}>
              <Outlet />
            </Suspense>
          </div>
          <KeyBar />
        </div>
      </div>
      {open === 'palette' ? (
        <Suspense fallback={null}>
          <Palette close={close} />
        </Suspense>
      ) : null}
      <Arrival />
      <KeyList isOpen={open === 'keys'} close={close} />
      <Toasts />
    </FrameContext>
  )
}

/** A screen that is on its way. Says so only to those who can't see it appear. */
function ScreenLoads() {
  return (
    <main id="main" className={shell.body} aria-busy="true">
      <span role="status" className={shell.hidden}>
        Loading
      </span>
    </main>
  )
}

function Offline() {
  if (useOnline()) return null
  return (
    <div className={shell.offline} role="status">
      <IconCloudOff size={16} stroke={1.8} aria-hidden="true" />
      <span>
        <b>No network.</b> What you do now is kept on this page and sent when it is back.
      </span>
    </div>
  )
}

/** Tells a screen reader which screen it came to. The title is there when its code has loaded. */
function Arrival() {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const [title, setTitle] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: told on every way, path is the cause
  useEffect(() => {
    const timer = setTimeout(() => setTitle(document.title), 500)
    return () => clearTimeout(timer)
  }, [path])
  return (
    <div role="status" className={shell.hidden}>
      {title}
    </div>
  )
}

/** A drawer over the page one came to would hide it. */
function useCloseOnWay(setOpen: (open: undefined) => void): void {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes on every way, path is the cause
  useEffect(() => setOpen(undefined), [path, setOpen])
}
