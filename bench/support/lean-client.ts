/**
 * HTTP/1.1 by hand over kept connections, for benchmarks alone: the client runs on the cores it
 * measures, and Node's own takes a tenth of them. It knows what our server sends: a status, headers
 * and a body whose length is told.
 */
import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'

import type { Answer, Call, Client } from './client.ts'

type Line = {
  readonly send: (text: string) => Promise<Answer>
  readonly close: () => void
}

/** @param identity headers that say who calls: a cookie or a key */
export function leanClientOf(address: string, identity: Readonly<Record<string, string>>): Client {
  const base = new URL(address)
  const idle: Line[] = []
  const lines: Line[] = []
  const always = headerText({ host: base.host, ...identity })

  const send = async (path: string, call: Call = {}): Promise<Answer> => {
    const line = idle.pop() ?? openLine(base)
    if (!lines.includes(line)) lines.push(line)
    const answer = await line.send(requestText(path, call, base.origin, always))
    idle.push(line)
    return answer
  }

  return {
    identity,
    send,
    json: async <T>(path: string, call?: Call): Promise<T> => {
      const answer = await send(path, call)
      if (answer.status < 200 || answer.status > 299) {
        throw new Error(`${call?.method ?? ''} ${path} answered ${answer.status}: ${answer.text}`)
      }
      return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T
    },
    close: () => {
      for (const line of lines) line.close()
    },
  }
}

function requestText(path: string, call: Call, origin: string, always: string): string {
  const { method = call.body === undefined ? 'GET' : 'POST' } = call
  const body = call.body === undefined ? '' : JSON.stringify(call.body)
  const headers = {
    ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID(), origin }),
    ...(body === ''
      ? {}
      : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }),
    ...call.headers,
  }
  return `${method} ${path} HTTP/1.1\r\n${always}${headerText(headers)}\r\n${body}`
}

function headerText(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
}

/** One connection; it carries one request at a time. */
function openLine(base: URL): Line {
  const socket: Socket = connect({ host: base.hostname, port: Number(base.port), noDelay: true })
  let received: Buffer = Buffer.alloc(0)
  let waiting: PromiseWithResolvers<Answer> | undefined
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const answer = wholeAnswer(received)
    if (answer === undefined) return
    received = Buffer.alloc(0)
    waiting?.resolve(answer)
    waiting = undefined
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')))
  return {
    send: (text) => {
      waiting = Promise.withResolvers<Answer>()
      socket.write(text)
      return waiting.promise
    },
    close: () => socket.destroy(),
  }
}

/** `undefined` while more is to come. */
function wholeAnswer(received: Buffer): Answer | undefined {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd === -1) return undefined
  const [statusLine = '', ...pairs] = received.toString('latin1', 0, headEnd).split('\r\n')
  const headers = Object.fromEntries(
    pairs.map((pair) => {
      const colon = pair.indexOf(':')
      return [pair.slice(0, colon).toLowerCase(), pair.slice(colon + 1).trim()]
    }),
  )
  const length = Number(headers['content-length'] ?? 0)
  const bodyStart = headEnd + 4
  if (received.length < bodyStart + length) return undefined
  const text = received.toString('utf8', bodyStart, bodyStart + length)
  return { status: Number(statusLine.split(' ')[1]), headers, text }
}
