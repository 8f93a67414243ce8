/** What a key looks like: `lf_<organization>_<secret>`, so that a leaked one can be told by sight. */

/** Letters, digits and hyphens for the organization, then 43 characters of base64url. */
const keyPattern = /^lf_([a-z][a-z0-9-]{0,30}[a-z0-9])_([A-Za-z0-9_-]{43})$/

const hintCharacters = 6

export function apiKeyOf(slug: string, secret: string): string {
  return `lf_${slug}_${secret}`
}

export function isApiKey(text: string): boolean {
  return keyPattern.test(text)
}

/** The first characters of the secret: enough to tell keys apart, too few to help a thief. */
export function hintOf(secret: string): string {
  return secret.slice(0, hintCharacters)
}
