/**
 * The signed link of a released order: `<slug>.<secret>`. The secret is derived from the
 * installation's own and the id of the link, so that it can be made again for the mail, and nothing
 * that leads to it is stored: the database has its hash.
 */
import { createHash } from 'node:crypto'

import { deriveSecret, installationSecret } from '#platform/secret'

/** What may stand after the slug of a link. */
const secretPattern = /^[A-Za-z0-9_-]{43}$/

export function supplierSecret(linkId: string): string {
  return deriveSecret(installationSecret(), `supplier-link:${linkId}`)
}

export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

export function supplierPath(slug: string, linkId: string): string {
  return `/s/${slug}.${supplierSecret(linkId)}`
}

/** The parts of a token, or `undefined` for what can be none. */
export function readToken(
  token: string,
): { readonly slug: string; readonly secret: string } | undefined {
  const [slug = '', secret = '', ...more] = token.split('.')
  const isToken = /^[a-z0-9-]{1,60}$/.test(slug) && secretPattern.test(secret) && more.length === 0
  return isToken ? { slug, secret } : undefined
}
