import { invariant } from '#kernel/invariant'

import type { ImportKind } from './kind.ts'

/** All kinds by name. The edge makes it of what the rooms give; the engine stands below them. */
export type ImportKinds = ReadonlyMap<string, ImportKind>

/** @throws {InvariantError} when two kinds have one name */
export function importKinds(kinds: readonly ImportKind[]): ImportKinds {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]))
  invariant(byName.size === kinds.length, 'each kind of import has its own name')
  return byName
}

/** The kind an import was staged as. */
export function kindNamed(kinds: ImportKinds, name: string): ImportKind {
  const kind = kinds.get(name)
  invariant(kind !== undefined, `${name} is no kind of import`)
  return kind
}
