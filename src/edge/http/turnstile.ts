/**
 * Lets few through at a time, and sends away whom there is no room to wait for. Checking a password
 * takes the better part of a core for a tenth of a second: without this, a crowd of strangers at the
 * door would take the machine from everybody inside.
 */
export type Turnstile = {
  /** Runs `work` when it is its turn; `undefined` when too many wait already. */
  readonly pass: <T>(work: () => Promise<T>) => Promise<T | undefined>
}

export function turnstile(limits: {
  readonly passingMax: number
  readonly waitingMax: number
}): Turnstile {
  const waiting: (() => void)[] = []
  let passing = 0

  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) passing -= 1
    else next()
  }

  return {
    pass: async (work) => {
      if (passing < limits.passingMax) passing += 1
      else if (waiting.length >= limits.waitingMax) return undefined
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
