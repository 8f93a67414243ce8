/**
 * Goal: keep the house in order. What a reviewer would otherwise have to remember is checked here,
 * and each message says what to do instead.
 *
 * Method: read every source file once and hold its imports and its SQL against the map below.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

/** The floors of the house, lowest first. A file may import its own floor's doors and those below. */
const floors = ['kernel', 'platform', 'records', 'books', 'flow', 'edge']

/** The rooms of each floor, upstream first. Ask upstream through a door; tell downstream by event. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  records:
    'people imports companies approvals suppliers items places channels promotions assortment'.split(
      ' ',
    ),
  books: 'ledger inventory valuation cash'.split(' '),
  flow: 'agreements lead-times customer-orders demand forecasting policies planning purchasing receiving matching shipping returns counts'.split(
    ' ',
  ),
}

const linesMax = 300
const readmeLinesMax = 40

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && path.includes('/'))
  .map((path) => ({ path, text: readFileSync(join('src', path), 'utf8') }))

const importPattern =
  /^(?:import|export)\s+(?<typeOnly>type\s)?[^'"]*?from '(?<from>[^']+)'|import\('(?<lazy>[^']+)'\)/gm

const imports = files.flatMap(({ path, text }) =>
  [...text.matchAll(importPattern)].map(({ groups }) => ({
    from: path,
    to: groups?.['from'] ?? groups?.['lazy'] ?? '',
    typeOnly: groups?.['typeOnly'] !== undefined,
  })),
)

const allRooms = Object.entries(rooms).flatMap(([floor, names]) =>
  names.map((name) => ({ floor, name, path: `${floor}/${name}` })),
)

const isDoor = (specifier: string): boolean => specifier.startsWith('#')
const isTest = (path: string): boolean => path.endsWith('.test.ts')
const isRule = (path: string): boolean => path.includes('/rules/') && !isTest(path)

function floorOf(path: string): string {
  return path.split('/')[0] ?? ''
}

/** A floor without rooms is one room. */
function roomOf(path: string): string {
  const [floor = '', room = ''] = path.split('/')
  return rooms[floor] === undefined ? floor : `${floor}/${room}`
}

/** `#flow/matching`, `#contracts/flow/matching` and `#routes/flow/matching` all lead to flow/matching. */
function leadsTo(door: string): string {
  return door.replace(/^#(contracts\/|routes\/)?/, '')
}

test("a room is left through a door ('#flow/…'), never by a path into another room", () => {
  const trespasses = imports.filter(({ from, to }) => {
    return to.startsWith('.') && roomOf(normalize(join(dirname(from), to))) !== roomOf(from)
  })
  expect(trespasses.map(arrows)).toEqual([])
})

test('imports never climb to a higher floor', () => {
  const climbs = imports.filter(({ from, to }) => {
    if (!isDoor(to) || to.startsWith('#support/')) return false
    return floors.indexOf(floorOf(leadsTo(to))) > floors.indexOf(floorOf(from)) && !isTest(from)
  })
  expect(climbs.map(arrows)).toEqual([])
})

test('every room is listed, so that its place in the flow is known', () => {
  const strangers = files.filter(({ path }) => {
    const known = rooms[floorOf(path)]
    return known !== undefined && !known.includes(path.split('/')[1] ?? '')
  })
  expect(strangers.map(paths)).toEqual([])
})

test('ask upstream; tell downstream by event', () => {
  const asksDownstream = imports.filter(({ from, to }) => {
    const known = rooms[floorOf(from)]
    const target = leadsTo(to)
    if (known === undefined || isTest(from) || floorOf(target) !== floorOf(from)) return false
    if (!isDoor(to)) return false
    return known.indexOf(target.split('/')[1] ?? '') >= known.indexOf(from.split('/')[1] ?? '')
  })
  expect(asksDownstream.map(arrows)).toEqual([])
})

test('rules are pure: they import the kernel, each other, and types', () => {
  const impure = imports.filter(({ from, to, typeOnly }) => {
    return isRule(from) && !typeOnly && !to.startsWith('#kernel/') && !to.startsWith('./')
  })
  const clocks = files.filter(({ path, text }) => {
    return isRule(path) && /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(/.test(text)
  })
  expect([...impure.map(arrows), ...clocks.map(paths)]).toEqual([])
})

test('only routes know HTTP: no action, query, rule or store imports it', () => {
  const knowing = imports.filter(({ from, to, typeOnly }) => {
    if (rooms[floorOf(from)] === undefined || typeOnly || isTest(from)) return false
    return (
      /^#platform\/http\/(route|reply|register|problem)$/.test(to) &&
      !/\/routes(\.ts|\/)/.test(from)
    )
  })
  expect(knowing.map(arrows)).toEqual([])
})

test('routes and contracts of other rooms are for the edge', () => {
  const borrowed = imports.filter(({ from, to }) => {
    if (rooms[floorOf(from)] === undefined || isTest(from)) return false
    return (
      to.startsWith('#routes/') || (to.startsWith('#contracts/') && !from.endsWith('contract.ts'))
    )
  })
  expect(borrowed.map(arrows)).toEqual([])
})

test('one room writes a table, and only its store does', () => {
  const writePattern =
    /(?:insertInto|updateTable|deleteFrom|mergeInto)\('(?<built>\w+)|\b(?:insert into|delete from|update(?! set)) (?<spoken>[a-z_]{4,})\b(?=\s*(?:\(|set\b|as\b|where\b|using\b|select\b|\w+ (?:set|where)\b))/g
  const writes = files
    .filter(({ path }) => rooms[floorOf(path)] !== undefined && !isTest(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(writePattern)].map(({ groups }) => ({
        path,
        room: roomOf(path),
        table: groups?.['built'] ?? groups?.['spoken'] ?? '',
      })),
    )
  const outsideStores = writes.filter(({ path }) => !/\/store(\.ts$|\/)/.test(path))
  const shared = [...Map.groupBy(writes, ({ table }) => table)]
    .map(([table, found]) => [table, ...new Set(found.map(({ room }) => room))])
    .filter((found) => found.length > 2)
  expect({
    outsideStores: outsideStores.map(({ path, table }) => `${path} writes ${table}`),
    shared: shared.map((found) => found.join(' ')),
  }).toEqual({ outsideStores: [], shared: [] })
})

test('a file that passes 300 lines asks whether its subject splits', () => {
  const generated = ['platform/database.ts', 'platform/control-database.ts']
  const long = files.filter(({ path, text }) => {
    return !generated.includes(path) && text.split('\n').length - 1 > linesMax
  })
  expect(long.map(paths)).toEqual([])
})

test('each room has a door and a README of at most 40 lines, and stands in docs/flow.md', () => {
  const flow = readFileSync('docs/flow.md', 'utf8')
  const wanting = allRooms.flatMap(({ name, path }) => {
    const readme = join('src', path, 'README.md')
    const lines = existsSync(readme) ? readFileSync(readme, 'utf8').trimEnd().split('\n').length : 0
    return [
      ...(existsSync(join('src', path, 'index.ts')) ? [] : [`src/${path}/index.ts is missing`]),
      ...(lines > 0 && lines <= readmeLinesMax ? [] : [`${readme} has ${lines} lines`]),
      ...(new RegExp(`\\b${name}\\b`).test(flow) ? [] : [`docs/flow.md does not know ${name}`]),
    ]
  })
  expect(wanting).toEqual([])
})

function paths(file: { path: string }): string {
  return file.path
}

function arrows(edge: { from: string; to: string }): string {
  return `${edge.from} → ${edge.to}`
}
