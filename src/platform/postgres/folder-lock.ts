/**
 * Who owns a data folder: the process named in its lock file, for as long as that process lives. The
 * file appears whole or not at all, and a dead owner's file is taken over by exactly one successor.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { invariant } from '#kernel/invariant'

import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts'

export type FolderLock =
  | { readonly kind: 'ours'; readonly release: () => void }
  | { readonly kind: 'held'; readonly by: ProcessIdentity }

const triesMax = 20

export function lockFolder(folder: string): FolderLock {
  const self = identityOf(process.pid)
  invariant(self !== undefined, 'this process can be looked up')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'owner.lock')
  const draft = join(folder, `owner.${process.pid}.draft`)
  writeFileSync(draft, JSON.stringify(self), { mode: 0o644 })
  try {
    for (let tries = 0; tries < triesMax; tries += 1) {
      if (linkIfFree(draft, file)) return { kind: 'ours', release: () => release(file, self) }
      const text = readIfThere(file)
      if (text === undefined) continue
      const holder = parseIdentity(text)
      if (holder !== undefined && isAlive(holder)) return { kind: 'held', by: holder }
      setAside(file, text)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  throw new Error(`The lock ${file} changes hands too fast. Try again.`)
}

function linkIfFree(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Removes a dead owner's file. Should a successor have come first, its file is put back. */
function setAside(file: string, judged: string): void {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (readIfThere(aside) !== judged) linkIfFree(aside, file)
  rmSync(aside, { force: true })
}

function release(file: string, self: ProcessIdentity): void {
  const holder = parseIdentity(readIfThere(file) ?? '')
  if (holder?.pid === self.pid && holder.startedAt === self.startedAt) rmSync(file, { force: true })
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    if (!('pid' in value && 'startedAt' in value)) return undefined
    const { pid, startedAt } = value
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : undefined
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
