/**
 * Goal: what can't be read as a request is refused with a problem document like everything else.
 *
 * Method: bare sockets to a running server.
 */
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

let api: TestApi

beforeAll(async () => {
  api = await testApi({ isEmpty: true })
})
afterAll(() => api.close())

function answerTo(text: string): Promise<string> {
  const { hostname, port } = new URL(api.address)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8')
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

test.each([
  ['what is no HTTP', 'hello\r\n\r\n', 400, 'malformed'],
  [
    'an address too long to be read',
    `GET /?${'x'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
    431,
    'headers_too_large',
  ],
])('%s is refused with a problem document', async (_, sent, status, code) => {
  const answer = await answerTo(sent)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).toContain('content-type: application/problem+json')
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code })
})
