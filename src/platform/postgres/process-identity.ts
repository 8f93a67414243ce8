/**
 * Which process is that? A pid alone is given again after a while; with the moment the process started,
 * and the boot it belongs to, it names one process for ever.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type ProcessIdentity = { readonly pid: number; readonly startedAt: string }

export function identityOf(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid)
  return startedAt === undefined ? undefined : { pid, startedAt }
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startedAt === identity.startedAt
}

/** Field 22 of /proc/<pid>/stat, counted behind the name, which may hold spaces and brackets. */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state] = fields
    if (state === 'Z' || state === 'X') return undefined
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${bootId}/${fields[19]}`
  } catch {
    return undefined
  }
}

function startElsewhere(pid: number): string | undefined {
  if (process.platform === 'win32') return startOnWindows(pid)
  const answer = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  })
  return answer.status === 0 ? answer.stdout.trim() || undefined : undefined
}

function startOnWindows(pid: number): string | undefined {
  const ask = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`
  const answer = spawnSync('powershell', ['-NoProfile', '-Command', ask], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() || undefined : undefined
}
