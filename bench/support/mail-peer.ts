/** A real SMTP server on loopback that takes every mail and remembers whom it was for. */
import { SMTPServer } from 'smtp-server'

export type MailPeer = {
  readonly url: string
  /** Message ids, in the order they came. */
  readonly messageIds: readonly string[]
  readonly close: () => Promise<void>
}

export async function startMailPeer(): Promise<MailPeer> {
  const messageIds: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      let head = ''
      stream.on('data', (chunk: Buffer) => {
        if (head.length < 4_000) head += chunk.toString('latin1')
      })
      stream.on('end', () => {
        messageIds.push(/^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '')
        done()
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const bound = server.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    messageIds,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
