/** Optimistic concurrency: a document's version goes out as its ETag and comes back as If-Match. */

export type IfMatch =
  | { readonly kind: 'any' }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'malformed' }

export function etagOf(version: number): string {
  return `"${version}"`
}

/** A weak validator is taken as a strong one: proxies that compress weaken it on its way. */
export function parseIfMatch(header: string | undefined): IfMatch {
  if (header === undefined || header.trim() === '*') return { kind: 'any' }
  const [, digits] = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(header) ?? []
  return digits === undefined ? { kind: 'malformed' } : { kind: 'version', version: Number(digits) }
}
