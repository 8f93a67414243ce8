/** What is no HTTP at all, or too long or too slow to be read, is refused in our words as well. */
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

import { problemMediaType, problemText } from '#platform/http/problem'
import { problemOf } from '#platform/http/refusal'

const statusByCode: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  const statusCode = statusByCode[error.code ?? ''] ?? 400
  const known = problemOf(Object.assign(new Error(error.message), { statusCode }))
  if (error.code === 'ECONNRESET' || !socket.writable || known === undefined) {
    socket.destroy(error)
    return
  }
  const text = problemText(known, randomUUID())
  const head = [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}`,
    'connection: close',
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(text)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`)
}
