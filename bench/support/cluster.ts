/** The processes of the embedded PostgreSQL on a data folder, found by pid and killed without a word. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** kill -9 of the postmaster, then of each of its backends. Gives how many processes that were. */
export function killCluster(dataFolder: string): number {
  const file = readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8')
  const postmaster = Number(file.split('\n')[0])
  const pids = [postmaster, ...childrenOf(postmaster)]
  for (const pid of pids) kill(pid)
  return pids.length
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}

/** Field 4 of /proc/<pid>/stat, counted behind the name, which may hold spaces and brackets. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It died with the postmaster.
  }
}
