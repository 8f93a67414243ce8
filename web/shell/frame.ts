import { createContext, use } from 'react'

/** What the frame around a screen offers to it. */
export type Frame = {
  /** Opens the rail where it is a drawer; undefined where it stands open. */
  readonly openRail: (() => void) | undefined
  readonly openPalette: () => void
  readonly openKeyList: () => void
}

const closed = () => {}

export const FrameContext = createContext<Frame>({
  openRail: undefined,
  openPalette: closed,
  openKeyList: closed,
})

export function useFrame(): Frame {
  return use(FrameContext)
}
