/**
 * Goal: one owner for a data folder, and a server that comes back after every kind of kill.
 *
 * Method: real processes on folders of their own.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'

import { readConfig } from '#platform/config'

import { lockFolder } from './folder-lock.ts'
import { identityOf } from './process-identity.ts'
import { withClient } from './roles.ts'
import { FolderInUseError, openServer } from './server.ts'

const folders: string[] = []

function freshFolder(): string {
  const folder = mkdtempSync(join(resolve('.cache'), 'lock-'))
  folders.push(folder)
  return folder
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('the lock of a folder', () => {
  test('is held by one process, and free again when it is given back', () => {
    const folder = freshFolder()
    const lock = lockFolder(folder)
    expect(lock.kind).toBe('ours')
    expect(lockFolder(folder)).toMatchObject({ kind: 'held', by: { pid: process.pid } })
    if (lock.kind === 'ours') lock.release()
    expect(lockFolder(folder).kind).toBe('ours')
  })

  test('of a dead process is taken over', async () => {
    const folder = freshFolder()
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const identity = identityOf(child.pid ?? 0)
    writeFileSync(join(folder, 'owner.lock'), JSON.stringify(identity))
    expect(lockFolder(folder)).toMatchObject({ kind: 'held', by: { pid: child.pid } })
    child.kill('SIGKILL')
    await new Promise((done) => child.once('exit', done))
    expect(lockFolder(folder).kind).toBe('ours')
  })

  test('of a pid that was given to another process is taken over', () => {
    const folder = freshFolder()
    const reborn = { pid: process.pid, startedAt: 'another boot/1' }
    writeFileSync(join(folder, 'owner.lock'), JSON.stringify(reborn))
    expect(lockFolder(folder).kind).toBe('ours')
  })

  test('that holds rubbish is taken over', () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'owner.lock'), '')
    expect(lockFolder(folder).kind).toBe('ours')
  })
})

describe('the embedded server', () => {
  test('is owned once, shared by others, and back after its postmaster is killed', async () => {
    const config = readConfig({ LANDFALL_DATA: freshFolder() })
    const owned = await openServer(config, 'own')
    try {
      await expect(openServer(config, 'own')).rejects.toThrow(FolderInUseError)
      const shared = await openServer(config, 'share')
      expect(await answerOf(shared.server.owner)).toBe(1)
      await shared.close()

      const before = postmasterOf(config.dataFolder)
      process.kill(before, 'SIGKILL')
      expect(await answersAgain(owned.server.owner)).toBe(1)
      expect(postmasterOf(config.dataFolder)).not.toBe(before)
    } finally {
      await owned.close()
    }
  })
})

type Address = Awaited<ReturnType<typeof openServer>>['server']['owner']

function answerOf(address: Address): Promise<number> {
  return withClient(address, async (client) => (await client.query('select 1 as one')).rows[0].one)
}

async function answersAgain(address: Address): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    await sleep(100)
    try {
      return await answerOf(address)
    } catch {
      // not yet
    }
  }
  return 0
}

function postmasterOf(dataFolder: string): number {
  return Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}
