/** A real SMTP server on loopback that takes every mail and remembers whom it was for. */
import { SMTPServer } from 'smtp-server'

export type MailPeer = {
  readonly url: string
  /** Message ids, in the order they came. */
  readonly messageIds: readonly string[]
  /** The whole letters as they came over the wire, where they are kept. */
  readonly letters: readonly string[]
  readonly close: () => Promise<void>
}

export async function startMailPeer(given: { keepsLetters?: boolean } = {}): Promise<MailPeer> {
  const { keepsLetters = false } = given
  const messageIds: string[] = []
  const letters: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      let length = 0
      stream.on('data', (chunk: Buffer) => {
        if (keepsLetters || length < headBytesMax) chunks.push(chunk)
        length += chunk.length
      })
      stream.on('end', () => {
        const letter = Buffer.concat(chunks).toString('latin1')
        messageIds.push(/^message-id:\s*(\S+)/im.exec(letter)?.[1] ?? '')
        if (keepsLetters) letters.push(letter)
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
    letters,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Enough of a letter to read its id. */
const headBytesMax = 4_000
