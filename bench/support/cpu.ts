/** Processor time by process, so that a figure holds on a machine that others use as well. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type CpuMs = {
  readonly server: number
  readonly postgres: number
  readonly worker: number
  readonly client: number
}

const msPerTick = 10

type Stat = {
  readonly pid: number
  readonly parent: number
  readonly own: number
  readonly ended: number
}

/** Milliseconds that each part has used so far; `undefined` where the system has no /proc. */
export function cpuSoFar(dataFolder: string, serverPid: number | undefined): CpuMs | undefined {
  const all = statsOfAll()
  if (all.length === 0) return undefined
  const file = readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8')
  const postmaster = Number(file.split('\n')[0])
  const client = process.cpuUsage()
  return {
    server: sumOf(all.filter(({ pid }) => pid === serverPid)),
    // What ended backends used is counted with the postmaster that reaped them.
    postgres:
      sumOf(all.filter(({ pid, parent }) => pid === postmaster || parent === postmaster)) +
      all.reduce((sum, { pid, ended }) => sum + (pid === postmaster ? ended : 0), 0),
    worker: sumOf(all.filter(({ pid, parent }) => parent === serverPid && pid !== postmaster)),
    client: (client.user + client.system) / 1000,
  }
}

/** What was used between two looks, for each of `documents`. */
export function cpuPerDocument(
  before: CpuMs | undefined,
  after: CpuMs | undefined,
  documents: number,
): CpuMs | undefined {
  if (before === undefined || after === undefined) return undefined
  const each = (part: keyof CpuMs) => Number(((after[part] - before[part]) / documents).toFixed(2))
  return {
    server: each('server'),
    postgres: each('postgres'),
    worker: each('worker'),
    client: each('client'),
  }
}

function sumOf(stats: readonly Stat[]): number {
  return stats.reduce((sum, { own }) => sum + own, 0)
}

function statsOfAll(): readonly Stat[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)))
  } catch {
    return []
  }
}

/** Fields of /proc/<pid>/stat, counted behind the name, which may hold spaces and brackets. */
function statOf(pid: number): readonly Stat[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const ticks = (from: number) => ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) * msPerTick
    return [{ pid, parent: fields[1] ?? 0, own: ticks(11), ended: ticks(13) }]
  } catch {
    return []
  }
}
