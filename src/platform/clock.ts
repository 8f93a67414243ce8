/** Where the time comes from: the wall, or a test's or replay's hand. */
export type Clock = () => Date

export const wallClock: Clock = () => new Date()

export type HandClock = Clock & { readonly set: (instant: Date | string) => void }

/** A clock that stands still until it is set. */
export function handClock(start: Date | string): HandClock {
  let now = new Date(start)
  return Object.assign(() => new Date(now), {
    set: (instant: Date | string) => {
      now = new Date(instant)
    },
  })
}
