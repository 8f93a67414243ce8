/** No category may stand below itself. */
export type CategoryNode = { readonly id: string; readonly parentId: string | null }

/** True when `id` would be found above itself, once it stands below `parentId`. */
export function closesCircle(
  categories: readonly CategoryNode[],
  id: string,
  parentId: string | null,
): boolean {
  const parents = new Map(categories.map((node) => [node.id, node.parentId]))
  const seen = new Set<string>()
  let above = parentId
  while (above !== null && !seen.has(above)) {
    if (above === id) return true
    seen.add(above)
    above = parents.get(above) ?? null
  }
  return false
}
