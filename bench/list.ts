/** Pages out of a million stock moves, filtered and sorted in several ways, as people ask for them. */
import { readConfig } from '#platform/config'
import { databaseNames, ownerAddressOf } from '#platform/organization-database'
import { withClient } from '#platform/postgres/roles'
import { openServer } from '#platform/postgres/server'

import { type BenchOptions, type BenchResult, clientCount } from './support/bench.ts'
import { leanClientOf } from './support/lean-client.ts'
import { freshFolder, removeFolder, startLive } from './support/live.ts'
import { runLoad } from './support/load.ts'
import { lookInside } from './support/server-facts.ts'
import { makeWorld, type World } from './support/world.ts'

const moves = { short: 100_000, usual: 1_000_000 } as const
const pageRows = 50
const size = { suppliers: 1, items: 400 }

type Move = { readonly no: string; readonly movedOn: string }
type Page = { readonly items: readonly Move[]; readonly nextCursor: string | null }
type Ask = { readonly filter: string; readonly sort: keyof Move; readonly descending: boolean }

export async function bench({ isShort }: BenchOptions): Promise<BenchResult> {
  const moveCount = isShort ? moves.short : moves.usual
  const dataFolder = freshFolder()
  const live = await startLive({ dataFolder })
  try {
    const world = await makeWorld(live, size, leanClientOf)
    await fill(dataFolder, world, moveCount)
    const inside = await lookInside(dataFolder, world.organization)
    const asks = asksOf(world)
    for (const [at] of asks.entries()) await readTwoPages(world, asks, at)
    let wrong = 0
    // Sessions plan and the server compiles before the clock starts, as with the documents.
    await runLoad({
      clientCount,
      pieces: isShort ? 32 : 320,
      act: async (_, no) => {
        await readPage(world, asks, no)
      },
    })
    const load = await runLoad({
      clientCount,
      pieces: isShort ? 160 : 2_000,
      act: async (_, no) => {
        if (!(await readPage(world, asks, no))) wrong += 1
      },
    })
    const facts = await inside.facts()
    const rows = await inside.count(['stock_move'])
    await inside.close()
    world.close()
    return {
      isRight:
        wrong === 0 && (rows['stock_move'] ?? 0) === moveCount && deeper.size === asks.length,
      bench: 'list',
      pages: load.pieces,
      clients: clientCount,
      perSecond: load.perSecond,
      seconds: load.seconds,
      p50Ms: load.p50Ms,
      p95Ms: load.p95Ms,
      p99Ms: load.p99Ms,
      ...facts,
      rows,
      wrongPages: wrong,
    }
  } catch (error) {
    process.stderr.write(`${live.printed()}\n`)
    throw error
  } finally {
    await live.stop()
    removeFolder(dataFolder)
  }
}

/** Common and rare values, open and closed ranges, both directions. */
function asksOf(world: World): readonly Ask[] {
  const [item = '', other = ''] = world.itemIds
  const newest = { sort: 'movedOn', descending: true } as const
  const oldest = { sort: 'movedOn', descending: false } as const
  return [
    { filter: '', ...newest },
    { filter: `itemId=${item}`, ...newest },
    { filter: `itemId=${other}&kind=receipt`, ...oldest },
    { filter: `placeId=${world.placeId}`, ...newest },
    { filter: 'status=quarantine', ...newest },
    { filter: 'kind=sale_issue', sort: 'no', descending: true },
    { filter: 'movedFrom=2024-06-01&movedTo=2024-06-30', ...oldest },
    { filter: `placeId=${world.placeId}&kind=receipt&movedFrom=2025-01-01`, ...oldest },
  ]
}

/** Where the second page of each begins. */
const deeper = new Map<number, string>()

async function readTwoPages(world: World, asks: readonly Ask[], at: number): Promise<void> {
  const first = await pageOf(world, asks[at], undefined)
  if (first.nextCursor !== null) deeper.set(at, first.nextCursor)
}

/** Every other page is one further down. @returns false when it is not full or not sorted */
async function readPage(world: World, asks: readonly Ask[], no: number): Promise<boolean> {
  const at = no % asks.length
  const isDeeper = Math.floor(no / asks.length) % 2 === 1
  const ask = asks[at]
  const { items } = await pageOf(world, ask, isDeeper ? deeper.get(at) : undefined)
  return items.length === pageRows && ask !== undefined && isSorted(items, ask)
}

function pageOf(world: World, ask: Ask | undefined, cursor: string | undefined): Promise<Page> {
  const query = new URLSearchParams(ask?.filter)
  query.set('limit', `${pageRows}`)
  query.set('sort', `${ask?.descending === true ? '-' : ''}${ask?.sort ?? 'movedOn'}`)
  if (cursor !== undefined) query.set('cursor', cursor)
  return world.buyer.json<Page>(world.at(`/stock-moves?${query}`))
}

function isSorted(items: readonly Move[], { sort, descending }: Ask): boolean {
  const rank = (move: Move) => (sort === 'no' ? Number(move.no) : Date.parse(move.movedOn))
  return items.every((move, at) => {
    const before = items[at - 1]
    if (before === undefined) return true
    const step = rank(move) - rank(before)
    return descending ? step <= 0 : step >= 0
  })
}

/** Set-based and as the owner: a million receipts over HTTP would measure something else. */
async function fill(
  dataFolder: string,
  { organization, placeId, itemIds }: World,
  moveCount: number,
): Promise<void> {
  const postgres = await openServer(
    readConfig(process.env, { dataFolder, databaseUrl: undefined }),
    'share',
  )
  const { server } = postgres
  const { database } = databaseNames(server.prefix, organization)
  await withClient(ownerAddressOf(server, database), async (owner) => {
    await owner.query('set session_replication_role = replica')
    await owner.query(
      `insert into stock_move (id, key, item_id, units, from_kind, from_place_id, from_status,
         to_kind, to_place_id, to_status, moved_on, moved_at, cause_kind, cause_id, actor_id)
       select uuidv7(), 'bench:' || n, ($1::uuid[])[1 + n % $3::int], 5,
         case when sold then 'place' else 'supplier' end,
         case when sold then $2::uuid end, case when sold then 'available' end,
         case when sold then 'customer' else 'place' end,
         case when sold then null else $2::uuid end, case when sold then null else status end,
         date '2024-01-01' + n / ($4::int / 714), timestamptz '2024-01-01' + n * interval '1 minute',
         case when sold then 'sale_issue' else 'receipt' end, uuidv7(), 'bench'
       from (
         select n, n % 7 in (1, 4) as sold,
           case when n % 101 = 0 then 'quarantine' else 'available' end as status
         from generate_series(1, $4::int) n
       ) made`,
      [itemIds, placeId, itemIds.length, moveCount],
    )
    await owner.query('vacuum (analyze) stock_move')
  })
  await postgres.close()
}
