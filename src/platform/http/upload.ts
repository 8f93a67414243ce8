/**
 * Files that come in: written to disk as they arrive, hashed and counted on the way, and cut off at
 * their limit, so that a gigabyte costs neither memory nor an open transaction.
 */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Upload } from './route.ts'

export class UploadTooLargeError extends Error {
  override readonly name = 'UploadTooLargeError'
  readonly maxBytes: number

  constructor(maxBytes: number) {
    super(`An upload was longer than ${maxBytes} bytes.`)
    this.maxBytes = maxBytes
  }
}

export type Incoming = {
  readonly stream: Readable
  readonly mediaType: string
  readonly fileName: string | undefined
  readonly maxBytes: number
}

/**
 * Keeps the bytes in a temporary file while `use` runs, and removes it then.
 *
 * @throws {UploadTooLargeError} as soon as one byte too many has come; what follows is read and dropped
 */
export async function withUpload<T>(
  incoming: Incoming,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-upload-'))
  try {
    const path = join(folder, 'content')
    const received = await receive(incoming, path)
    const { mediaType, fileName } = incoming
    return await use({ path, mediaType, fileName: fileName && basename(fileName), ...received })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function receive(
  { stream, maxBytes }: Incoming,
  path: string,
): Promise<Pick<Upload, 'sizeBytes' | 'sha256'>> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      sizeBytes += chunk.length
      if (sizeBytes > maxBytes) {
        done(new UploadTooLargeError(maxBytes))
        return
      }
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(unlinked(stream), counter, createWriteStream(path, { mode: 0o600 }))
  return { sizeBytes, sha256: hash.digest('hex') }
}

/**
 * The chunks of a request without its fate: when the limit ends the reading early, the socket must
 * live on for the answer, and the rest is drained so that the sender gets to read it.
 */
async function* unlinked(stream: Readable): AsyncGenerator<Buffer> {
  const chunks = stream.iterator({ destroyOnReturn: false })
  try {
    for await (const chunk of chunks) yield chunk as Buffer
  } finally {
    stream.resume()
  }
}
