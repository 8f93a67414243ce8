/** From anything thrown to the problem that is answered; `undefined` for a bug of ours. */
import { IdempotencyKeyReusedError, PermissionError } from '#platform/work'

import { MalformedInputError, malformed, type Problem, problem } from './problem.ts'
import { UploadTooLargeError } from './upload.ts'

export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof MalformedInputError) return malformed(error.errors)
  if (error instanceof PermissionError) return forbidden(error)
  if (error instanceof IdempotencyKeyReusedError) {
    return problem(422, 'idempotency_key_reused', [], error.message)
  }
  if (error instanceof UploadTooLargeError) return tooLarge(error.maxBytes)
  if (!(error instanceof Error)) return undefined
  return ofServer(error) ?? ofDatabase(error)
}

export function tooLarge(maxBytes: number): Problem {
  const detail = `Send at most ${maxBytes} bytes; split what is longer.`
  return problem(413, 'too_large', [{ code: 'too_large', detail, maxBytes }])
}

function forbidden(error: PermissionError): Problem {
  const { permission, message } = error
  return problem(403, 'forbidden', [{ code: 'permission_missing', permission, detail: message }])
}

/** What Fastify refuses before a route runs, in our words. */
function ofServer(error: Error): Problem | undefined {
  if (!('statusCode' in error) || typeof error.statusCode !== 'number') return undefined
  const { statusCode } = error
  if (statusCode < 400 || statusCode > 499) return undefined
  const [code, detail] = serverRefusals[statusCode] ?? ['malformed', 'Correct the request.']
  return problem(statusCode, code, [], detail)
}

const serverRefusals: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['malformed', 'Send a body that is well-formed JSON, and an address that is well-formed.'],
  404: ['not_found', 'There is nothing at this address, or not for you.'],
  405: ['method_not_allowed', 'Use a method that the contract lists for this address.'],
  408: ['too_slow', 'Send the request faster.'],
  413: ['too_large', 'Send a smaller body; split what is longer.'],
  414: ['address_too_long', 'Shorten the address.'],
  415: ['media_type_unsupported', 'Send the body as application/json, or as the contract says.'],
  429: ['too_many_requests', 'Wait a minute before the next request.'],
  431: ['headers_too_large', 'Send fewer or shorter headers.'],
}

const busy = (): Problem => ({
  ...problem(503, 'busy', [], 'Try again in a second: the database is busy or restarting.'),
  headers: { 'retry-after': '1' },
})

/**
 * The last line of defence: what PostgreSQL refuses although a contract and an action let it pass.
 * Nothing was written. The caller gets a refusal; the log gets the whole error, since a check of ours
 * is missing.
 */
function ofDatabase(error: Error): Problem | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (isLost(code, error)) return busy()
  if (!/^[0-9A-Z]{5}$/.test(code)) return undefined
  if (code.startsWith('22')) {
    return problem(
      400,
      'malformed',
      [],
      'A value is out of range or of another type than expected.',
    )
  }
  return byState[code]?.()
}

const byState: Readonly<Record<string, () => Problem>> = {
  23502: () => problem(422, 'not_storable', [], 'A value that the record needs is missing.'),
  23503: () =>
    problem(409, 'reference_missing', [], 'Something this refers to is not there (any more).'),
  23505: () => problem(409, 'already_exists', [], 'Another record already has this key.'),
  23514: () =>
    problem(422, 'not_storable', [], 'A value breaks a rule of the record it belongs to.'),
  '40001': busy,
  '40P01': busy,
  '55P03': busy,
  '57014': busy,
}

const lostCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
])

function isLost(code: string, error: Error): boolean {
  return (
    (lostCodes.has(code) && 'syscall' in error) ||
    /^(08|53|57P0)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  )
}
