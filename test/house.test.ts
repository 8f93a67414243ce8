/**
 * Goal: a newcomer finds each thing where the folder names promise it. Folders, `docs/flow.md` and the
 * README of each room say the same.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const floors = ['records', 'books', 'flow'] as const
const rooms = floors.flatMap((floor) =>
  readdirSync(join('src', floor), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${floor}/${entry.name}`),
)
const told = [...readFileSync('docs/flow.md', 'utf8').matchAll(/^\| `([a-z]+\/[a-z-]+)` \|/gm)].map(
  (match) => match[1] ?? '',
)

test('docs/flow.md tells of each room, and of no other', () => {
  expect([...told].sort()).toEqual([...rooms].sort())
})

describe.each(rooms)('%s', (room) => {
  const folder = join('src', room)

  test('has a door', () => {
    expect(existsSync(join(folder, 'index.ts'))).toBe(true)
  })

  test('says in at most 40 lines what it is for', () => {
    const lines = readFileSync(join(folder, 'README.md'), 'utf8').trimEnd().split('\n')
    expect(lines[0]).toMatch(/^# \S/)
    expect(lines.length).toBeLessThanOrEqual(40)
  })

  test('names only events that its code announces', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    const named = [...readme.matchAll(/`([a-z-]+\.[a-z-]+)`/g)].map((match) => match[1] ?? '')
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(folder, path), 'utf8'))
      .join('\n')
    const isEvent = (name: string) => !/\.(ts|md|sql|csv|json|pdf)$/.test(name)
    expect(named.filter((name) => isEvent(name) && !code.includes(`'${name}'`))).toEqual([])
  })
})
