/** Memory of this process and whatever it started, but the database. */
import { readdirSync, readFileSync } from 'node:fs'

import { rounded } from './figures.ts'

export type MemoryWatch = {
  /** The sum of what each process held at its own worst, those that ended included. */
  readonly peakMb: () => number
  readonly end: () => void
}

const lookMs = 2_000

export function watchMemory(): MemoryWatch {
  const peaks = new Map<number, number>()
  const look = () => {
    for (const [pid, peakKb] of peaksBelow(process.pid)) peaks.set(pid, peakKb)
    peaks.set(process.pid, process.resourceUsage().maxRSS)
  }
  const timer = setInterval(look, lookMs)
  timer.unref()
  return {
    peakMb: () => {
      look()
      return rounded([...peaks.values()].reduce((sum, peakKb) => sum + peakKb, 0) / 1024)
    },
    end: () => clearInterval(timer),
  }
}

type Process = { readonly pid: number; readonly parent: number; readonly peakKb: number }

/** The high-water marks of all that descend from a process; a database and its sessions are left out. */
function peaksBelow(root: number): readonly (readonly [pid: number, peakKb: number])[] {
  const byParent = Map.groupBy(processes(), ({ parent }) => parent)
  const below = (pid: number): readonly Process[] =>
    (byParent.get(pid) ?? []).flatMap((one) => [one, ...below(one.pid)])
  return below(root).map(({ pid, peakKb }) => [pid, peakKb])
}

function processes(): readonly Process[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => processOf(Number(name)))
  } catch {
    return []
  }
}

function processOf(pid: number): readonly Process[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const said = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1]
    if (said('Name') === 'postgres') return []
    return [{ pid, parent: Number(said('PPid')), peakKb: Number(said('VmHWM') ?? 0) }]
  } catch {
    return []
  }
}
