/** From the bytes of a file, in the encoding it has, to chunks of UTF-8. */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

import { importRowBytesMax } from '../limits.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

export type Encoding = (typeof encodings)[number]

/** Why the reading stopped early. The chunks before end right at the row that is broken. */
export type Damage = { kind?: 'not_decodable' | 'nul' }

const chunkBytes = 256 * 1024
const startBytes = 64 * 1024

export type FileStart = {
  readonly encoding: Encoding
  /** Decoded as well as it goes, without the byte order mark. */
  readonly text: string
  readonly bytes: Buffer
}

/** @param said the encoding its owner named; otherwise a byte order mark decides, or it is UTF-8 */
export async function readStart(path: string, said: Encoding | undefined): Promise<FileStart> {
  const handle = await open(path)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(startBytes), 0, startBytes, 0)
    const bytes = buffer.subarray(0, bytesRead)
    const encoding = encodingByMark(bytes) ?? said ?? 'utf-8'
    return { encoding, bytes, text: new TextDecoder(encoding).decode(bytes) }
  } finally {
    await handle.close()
  }
}

function encodingByMark(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Gives the file as UTF-8, and ends early, saying why in `damage`, where it can't be read as text. */
export function utf8Chunks(
  path: string,
  encoding: Encoding,
  damage: Damage,
): AsyncGenerator<Buffer> {
  const bytes = createReadStream(path, { highWaterMark: chunkBytes })
  return encoding === 'utf-8'
    ? checkedChunks(bytes, damage)
    : decodedChunks(bytes, encoding, damage)
}

/**
 * Checks bytes that claim to be UTF-8, in pieces that end with a line: a line break is never part of
 * a longer character, so a piece is either whole or broken.
 */
async function* checkedChunks(
  source: AsyncIterable<Buffer>,
  damage: Damage,
): AsyncGenerator<Buffer> {
  let carried: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    const joined = carried.length === 0 ? chunk : Buffer.concat([carried, chunk])
    const end = Math.max(joined.lastIndexOf(0x0a), joined.lastIndexOf(0x0d)) + 1
    // A line longer than any row may be: the parser will refuse it, so give it what there is.
    const cut = end === 0 && joined.length > importRowBytesMax ? joined.length : end
    carried = joined.subarray(cut)
    if (cut === 0) continue
    const whole = wholeLines(joined.subarray(0, cut), damage)
    yield whole
    if (damage.kind !== undefined) return
  }
  if (carried.length > 0) yield wholeLines(carried, damage)
}

/** The bytes up to the first line that is no text, all when each is. */
function wholeLines(piece: Buffer, damage: Damage): Buffer {
  if (isUtf8(piece) && !piece.includes(0)) return piece
  let start = 0
  while (start < piece.length) {
    const lineBreak = piece.indexOf(0x0a, start)
    const end = lineBreak < 0 ? piece.length : lineBreak + 1
    const line = piece.subarray(start, end)
    if (line.includes(0) || !isUtf8(line)) {
      damage.kind = isUtf8(line) ? 'nul' : 'not_decodable'
      return piece.subarray(0, start)
    }
    start = end
  }
  return piece
}

async function* decodedChunks(
  source: AsyncIterable<Buffer>,
  encoding: Encoding,
  damage: Damage,
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of source) {
    const text = decodeOrStop(() => decoder.decode(chunk, { stream: true }), damage)
    if (text !== undefined) yield Buffer.from(text)
    if (damage.kind !== undefined) return
  }
  const rest = decodeOrStop(() => decoder.decode(), damage)
  if (rest) yield Buffer.from(rest)
}

function decodeOrStop(decode: () => string, damage: Damage): string | undefined {
  try {
    const text = decode()
    const nul = text.indexOf('\0')
    if (nul < 0) return text
    damage.kind = 'nul'
    return text.slice(0, text.lastIndexOf('\n', nul) + 1)
  } catch {
    damage.kind = 'not_decodable'
    return undefined
  }
}
