/**
 * The cookie of a session, read without better-auth: its value is `<token>.<signature>`, percent-coded,
 * the signature an HMAC-SHA-256 in base64. Checked with each request, so it is checked cheaply.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export const cookiePrefix = 'landfall'

export function sessionCookieName(isSecure: boolean): string {
  return `${isSecure ? '__Secure-' : ''}${cookiePrefix}.session_token`
}

/** @returns the token, or `undefined` when there is no cookie or its signature is not ours */
export function readSessionToken(
  cookies: string | undefined,
  name: string,
  secret: string,
): string | undefined {
  const value = cookieValue(cookies, name)
  const dot = value?.lastIndexOf('.') ?? -1
  if (value === undefined || dot < 1) return undefined
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const ours = createHmac('sha256', secret).update(token).digest()
  return given.length === ours.length && timingSafeEqual(given, ours) ? token : undefined
}

function cookieValue(cookies: string | undefined, name: string): string | undefined {
  const start = `${name}=`
  const pair = cookies?.split(/; */).find((each) => each.startsWith(start))
  if (pair === undefined) return undefined
  try {
    return decodeURIComponent(pair.slice(start.length))
  } catch {
    return undefined
  }
}
