/** Files that are wrong in every way a file can be, sent to a real server with its worker. */
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Answer, Client } from './client.ts'
import type { Live } from './live.ts'
import type { World } from './world.ts'

export type BadFilesResult = {
  readonly [figure: string]: unknown
  readonly wrong: readonly string[]
}

type View = {
  readonly id: string
  readonly status: string
  readonly rowCount: number
  readonly addCount: number
  readonly errorCount: number
  readonly problem: string
}

type Row = {
  readonly rowNo: number
  readonly outcome: string
  readonly cells: readonly string[]
  readonly errors: readonly { readonly code: string }[]
}

type Scene = {
  readonly live: Live
  readonly buyer: Client
  readonly at: (path: string) => string
  /** Complaints; none when all is well. */
  readonly wrong: string[]
}

const tooLargeMsMax = 10_000
const grownBytesMax = 200_000_000
const checkMsMax = 180_000

export async function sendBadFiles(
  live: Live,
  { buyer, at }: Pick<World, 'buyer' | 'at'>,
  size: {
    readonly errors: number
    readonly streamedBytes: number
    readonly importBytesMax: number
  },
): Promise<BadFilesResult> {
  const scene: Scene = { live, buyer, at, wrong: [] }
  await wrongEncoding(scene)
  await quotesAndBreaks(scene)
  await formulas(scene)
  await duplicateKeys(scene)
  const declared = await declaredTooLarge(scene)
  const streamed = await streamedTooLarge(scene, size)
  const many = await manyErrors(scene, size.errors)
  return { wrong: scene.wrong, declared, streamed, many }
}

function upload({ buyer, at }: Scene, content: string | Buffer, query = ''): Promise<Answer> {
  const headers = { 'content-type': 'text/csv' }
  const body = Buffer.isBuffer(content) ? content : Buffer.from(content)
  return buyer.send(at(`/imports?kind=suppliers${query}`), { body, headers })
}

/** Uploaded and checked. */
async function checked(scene: Scene, content: string | Buffer, query = ''): Promise<View> {
  const { buyer, at } = scene
  const uploaded = await upload(scene, content, query)
  if (uploaded.status !== 201) throw new Error(`an upload gave ${uploaded.status} ${uploaded.text}`)
  const { id } = JSON.parse(uploaded.text) as View
  const view = await buyer.json<View>(at(`/imports/${id}/check`), { method: 'POST' })
  return settled(scene, view)
}

async function settled({ buyer, at }: Scene, given: View): Promise<View> {
  let view = given
  for (
    const until = Date.now() + checkMsMax;
    /ing$|^uploaded$/.test(view.status);
    await sleep(50)
  ) {
    if (Date.now() > until) throw new Error(`an import is still ${view.status}`)
    view = await buyer.json<View>(at(`/imports/${view.id}`))
  }
  return view
}

async function rowsOf({ buyer, at }: Scene, { id }: View): Promise<readonly Row[]> {
  const { items } = await buyer.json<{ items: Row[] }>(at(`/imports/${id}/rows?limit=200`))
  return items
}

function expectThat(scene: Scene, isSo: boolean, complaint: string): void {
  if (!isSo) scene.wrong.push(complaint)
}

const header = 'code,name,currency'

/** Refused when it is not what it is said to be, read when it is; never kept as rubbish. */
async function wrongEncoding(scene: Scene): Promise<void> {
  const latin = Buffer.from(`${header}\nLAT-1,Café Été,USD\n`, 'latin1')
  for (const query of ['', '&encoding=utf-8']) {
    const refused = await upload(scene, latin, query)
    expectThat(scene, refused.status === 422, `Latin bytes as UTF-8 gave ${refused.status}`)
  }
  const [row] = await rowsOf(scene, await checked(scene, latin, '&encoding=windows-1252'))
  expectThat(scene, row?.cells[1] === 'Café Été', `Latin bytes were read as ${row?.cells[1]}`)
  const wide = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(`${header}\nWIDE-1,Łódź,USD\n`, 'utf16le'),
  ])
  const [wideRow] = await rowsOf(scene, await checked(scene, wide))
  expectThat(scene, wideRow?.cells[1] === 'Łódź', `UTF-16 was read as ${wideRow?.cells[1]}`)
  const holes = await upload(scene, Buffer.from(`${header}\nNUL-1,a\u0000b,USD\n`))
  expectThat(scene, holes.status < 500, `a NUL gave ${holes.status}`)
  const picture = await upload(scene, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff, 0xd8]))
  expectThat(scene, picture.status === 422, `a picture gave ${picture.status}`)
}

async function quotesAndBreaks(scene: Scene): Promise<void> {
  const name = 'The "Big", one\r\nof two lines; and a tab\t'
  const quoted = `"${name.replaceAll('"', '""')}"`
  const view = await checked(scene, `${header}\r\nQ-1,${quoted},USD\r\nQ-2,Plain,USD\r\n`)
  const [first, second] = await rowsOf(scene, view)
  expectThat(scene, first?.cells[1] === name, `a quoted cell became ${first?.cells[1]}`)
  expectThat(scene, second?.rowNo === 3, `a break in quotes counted: ${second?.rowNo}`)
  const open = await upload(scene, `${header}\nQ-3,"never closed,USD\nQ-4,Plain,USD\n`)
  expectThat(scene, open.status === 422, `a quote that never closes gave ${open.status}`)
}

/** Text stays text; what goes out for a spreadsheet can't be run by it. */
async function formulas(scene: Scene): Promise<void> {
  const { buyer, at } = scene
  const evil = ['=cmd|calc', '+1+1', '-2+3', '@SUM(A1)']
  const rows = evil.map((cell, no) => `F-${no},${cell},NOPE`)
  const view = await checked(scene, `${header}\n${rows.join('\n')}\n`)
  const kept = (await rowsOf(scene, view)).map(({ cells }) => cells[1])
  expectThat(scene, kept.join() === evil.join(), `formulas were kept as ${kept}`)
  const out = await buyer.send(at(`/imports/${view.id}/errors.csv`))
  const cells = out.text.split(/[\r\n,]+/).map((cell) => cell.replace(/^\uFEFF?"?/, ''))
  const live = cells.filter((cell) => /^[=+@-]/.test(cell))
  expectThat(scene, live.length === 0 && out.status === 200, `formulas went out: ${live}`)
}

async function duplicateKeys(scene: Scene): Promise<void> {
  const { buyer, at } = scene
  const view = await checked(scene, `${header}\nD-1,One,USD\nD-2,Two,USD\nD-1,Three,USD\n`)
  const errors = (await rowsOf(scene, view)).filter(({ outcome }) => outcome === 'error')
  const codes = errors.flatMap((row) => row.errors.map(({ code }) => `${row.rowNo} ${code}`))
  expectThat(scene, codes.includes('4 duplicate_in_file'), `duplicate keys were told as ${codes}`)
  const commit = await buyer.send(at(`/imports/${view.id}/commit`), { body: {} })
  expectThat(scene, commit.status === 409, `duplicate keys were committed with ${commit.status}`)
}

type TooLarge = { readonly status: number; readonly ms: number; readonly sentBytes: number }

/** Said to be a gigabyte: refused before a byte of it is read. */
async function declaredTooLarge(scene: Scene): Promise<TooLarge> {
  const result = await stream(scene, 1_000_000_000, 0)
  const isEarly = result.status === 413 && result.ms < tooLargeMsMax
  expectThat(scene, isEarly, `a declared gigabyte: ${JSON.stringify(result)}`)
  return result
}

/** Not said how long: refused when it has become too long, with little of it in memory. */
async function streamedTooLarge(
  scene: Scene,
  size: { readonly streamedBytes: number; readonly importBytesMax: number },
): Promise<TooLarge & { readonly grownBytes: number }> {
  const pid = scene.live.process.pid ?? 0
  const before = residentBytes(pid)
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, residentBytes(pid))
  }, 20)
  const result = await stream(scene, undefined, size.streamedBytes)
  clearInterval(watch)
  const grownBytes = most - before
  const isEarly = result.status === 413 && result.sentBytes < 2 * size.importBytesMax
  expectThat(scene, isEarly, `a streamed file: ${JSON.stringify(result)}`)
  expectThat(scene, grownBytes < grownBytesMax, `the server grew by ${grownBytes} bytes`)
  const after = await scene.buyer.send(scene.at('/suppliers?limit=1'))
  expectThat(scene, after.status === 200, `the server then answered ${after.status}`)
  return { ...result, grownBytes }
}

/**
 * Sends all of it, also when the answer is there before. By a bare socket, since the client of Node
 * stops sending then.
 *
 * @param declared length in the header; sent in chunks without one when undefined
 */
function stream(
  { live, buyer, at }: Scene,
  declared: number | undefined,
  bytes: number,
): Promise<TooLarge> {
  const { host, hostname, port } = new URL(live.address)
  const startedAt = performance.now()
  const socket = connect(Number(port), hostname)
  const length =
    declared === undefined ? 'transfer-encoding: chunked' : `content-length: ${declared}`
  const head = [
    `POST ${at('/imports?kind=suppliers')} HTTP/1.1`,
    `host: ${host}`,
    `origin: ${live.address}`,
    `cookie: ${buyer.identity['cookie']}`,
    'content-type: text/csv',
    length,
  ]
  return new Promise((resolve, reject) => {
    let answer: TooLarge | undefined
    let sentBytes = 0
    const endWhenDone = () => {
      if (answer === undefined || sentBytes < bytes || socket.writableLength > 0) return
      socket.destroy()
      resolve(answer)
    }
    const more = () => {
      while (sentBytes < bytes) {
        sentBytes += chunk.length
        if (!socket.write(framed)) return
      }
      endWhenDone()
    }
    socket.on('data', (text: Buffer) => {
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text.toString('latin1')) ?? []
      const ms = Math.round(performance.now() - startedAt)
      answer ??= { status: Number(status), ms, sentBytes }
      endWhenDone()
    })
    socket.on('drain', more)
    socket.on('error', reject)
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    more()
  })
}

const chunk = Buffer.from('CODE,A name that goes on and on,USD\n'.repeat(30_000))
const framed = Buffer.concat([
  Buffer.from(`${chunk.length.toString(16)}\r\n`),
  chunk,
  Buffer.from('\r\n'),
])

function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024
}

/** Every row is wrong: each is told, the file of errors holds them all, and nothing is committed. */
async function manyErrors(scene: Scene, count: number) {
  const { buyer, at } = scene
  const startedAt = performance.now()
  const rows = Array.from({ length: count }, (_, no) => `M-${no},,${no % 2 === 0 ? 'NOPE' : 'USD'}`)
  const view = await checked(scene, `${header}\n${rows.join('\n')}\n`)
  expectThat(
    scene,
    view.status === 'checked' && view.errorCount === count,
    `${count} errors: ${view.status} with ${view.errorCount}; ${view.problem}`,
  )
  const out = await buyer.send(at(`/imports/${view.id}/errors.csv`))
  const lines = out.text.split('\n').filter((line) => line.startsWith('M-')).length
  expectThat(scene, lines === count, `the file of errors has ${lines} rows`)
  const commit = await buyer.send(at(`/imports/${view.id}/commit`), { body: {} })
  expectThat(scene, commit.status === 409, `errors were committed with ${commit.status}`)
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1))
  return { rows: count, errors: view.errorCount, inErrorFile: lines, seconds }
}
