/** A lean HTTP client over kept connections, so that a benchmark measures the server and not itself. */
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export type Call = {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Client = {
  readonly send: (path: string, call?: Call) => Promise<Answer>
  /** Sends JSON and gives the parsed answer. @throws when the status is not 2xx */
  readonly json: <T>(path: string, call?: Call) => Promise<T>
  /** The headers that say who calls. */
  readonly identity: Readonly<Record<string, string>>
  readonly close: () => void
}

/** @param identity headers that say who calls: a cookie or a key */
export function clientOf(
  address: string,
  identity: Readonly<Record<string, string>>,
  connectionsMax = 64,
): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsMax })
  const base = new URL(address)

  const send = (path: string, call: Call = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { method = call.body === undefined ? 'GET' : 'POST' } = call
      const body = bytesOf(call.body)
      const outgoing = request({
        agent,
        host: base.hostname,
        port: base.port,
        path,
        method,
        headers: {
          ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID(), origin: base.origin }),
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': `${body.length}` }),
          ...identity,
          ...call.headers,
        },
      })
      outgoing.on('error', reject)
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      })
      outgoing.end(body)
    })

  return {
    send,
    identity,
    json: async <T>(path: string, call?: Call): Promise<T> => {
      const answer = await send(path, call)
      if (answer.status < 200 || answer.status > 299) {
        throw new Error(`${call?.method ?? ''} ${path} answered ${answer.status}: ${answer.text}`)
      }
      return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T
    },
    close: () => agent.destroy(),
  }
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
}
