/** What must hold for the terms of a promotion, whoever writes them. */

export type Scope = {
  readonly itemId: string | null
  readonly categoryId: string | null
  readonly placeId: string | null
  readonly channelId: string | null
  /** Price during it over the regular price, in ten-thousandths. */
  readonly priceRatioBps: number | null
}

export type TermsFault =
  | { readonly code: 'ends_before_start' }
  | { readonly code: 'scope_missing' }
  | { readonly code: 'scope_twice'; readonly at: number; readonly firstAt: number }
  | { readonly code: 'item_and_category'; readonly at: number }

export function termsFaults(terms: {
  readonly startsOn: string
  readonly endsOn: string
  readonly scopes: readonly Scope[]
}): readonly TermsFault[] {
  const { startsOn, endsOn, scopes } = terms
  const firstAt = new Map<string, number>()
  const ofScopes = scopes.flatMap((scope, at): readonly TermsFault[] => {
    const key = [scope.itemId, scope.categoryId, scope.placeId, scope.channelId].join(' ')
    const before = firstAt.get(key)
    firstAt.set(key, before ?? at)
    return [
      ...(before === undefined ? [] : [{ code: 'scope_twice', at, firstAt: before } as const]),
      ...(scope.itemId !== null && scope.categoryId !== null
        ? [{ code: 'item_and_category', at } as const]
        : []),
    ]
  })
  return [
    ...(endsOn < startsOn ? [{ code: 'ends_before_start' } as const] : []),
    ...(scopes.length === 0 ? [{ code: 'scope_missing' } as const] : []),
    ...ofScopes,
  ]
}
