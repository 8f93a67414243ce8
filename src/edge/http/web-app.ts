/**
 * The built web app out of memory: a few megabytes, compressed once. Only files that were there at the
 * first request are served, so that no path can lead anywhere else.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const distFolder = join(import.meta.dirname, '../../../web/dist')

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

const compressible = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest'])
const gzipBytesMin = 1_000

type WebFile = {
  readonly content: Buffer
  readonly gzipped: Buffer | undefined
  readonly etag: string
  readonly mediaType: string
  readonly cacheControl: string
}

export type WebApp = (request: FastifyRequest, response: FastifyReply) => FastifyReply | undefined

/** Answers a GET with a file, or with the page of the app for an address of the app. */
export function webApp(folder = distFolder): WebApp {
  let files: ReadonlyMap<string, WebFile> = new Map()
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
    if (files.size === 0) files = readFiles(folder)
    const path = request.url.replace(/[?#].*$/, '')
    // An address of the app may hold a dot, as the token of a supplier's link does.
    const isPage = !(extname(path) in mediaTypes)
    const found = files.get(path) ?? (isPage ? files.get('/index.html') : undefined)
    if (found !== undefined) return sendFile(request, response, found)
    return isPage ? notBuilt(response) : undefined
  }
}

function sendFile(request: FastifyRequest, response: FastifyReply, file: WebFile): FastifyReply {
  response.headers({
    'content-type': file.mediaType,
    'cache-control': file.cacheControl,
    etag: file.etag,
    vary: 'accept-encoding',
  })
  if (request.headers['if-none-match'] === file.etag) return response.code(304).send()
  const takesGzip = String(request.headers['accept-encoding'] ?? '').includes('gzip')
  if (file.gzipped === undefined || !takesGzip) return response.code(200).send(file.content)
  return response.code(200).header('content-encoding', 'gzip').send(file.gzipped)
}

function notBuilt(response: FastifyReply): FastifyReply {
  return response
    .code(503)
    .header('content-type', 'text/plain; charset=utf-8')
    .send('The web app is not built yet. Start Landfall by `npm start`, which builds it.\n')
}

function readFiles(folder: string): ReadonlyMap<string, WebFile> {
  if (!existsSync(folder)) return new Map()
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile() && extname(entry.name) in mediaTypes)
      .map((entry) => {
        const file = join(entry.parentPath, entry.name)
        const path = file.slice(folder.length).split(sep).join('/')
        return [path, readFile(file, path)] as const
      }),
  )
}

function readFile(file: string, path: string): WebFile {
  const content = readFileSync(file)
  const extension = extname(file)
  const isWorthIt = compressible.has(extension) && content.length >= gzipBytesMin
  return {
    content,
    gzipped: isWorthIt ? gzipSync(content, { level: 9 }) : undefined,
    etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    mediaType: mediaTypes[extension] ?? 'application/octet-stream',
    // What Vite puts into assets has a hash of its content in its name.
    cacheControl: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
}
