/** Which promotions are about which item-place, looked up once for all. */
import type { PromotionSpan } from '#records/promotions'

type Subject = {
  readonly itemId: string
  readonly placeId: string
  readonly categoryId: string | null
}

export function spansAbout(
  spans: readonly PromotionSpan[],
): (subject: Subject) => readonly PromotionSpan[] {
  const byItem = Map.groupBy(
    spans.filter(({ itemId }) => itemId !== null),
    ({ itemId }) => itemId,
  )
  const byCategory = Map.groupBy(
    spans.filter(({ itemId, categoryId }) => itemId === null && categoryId !== null),
    ({ categoryId }) => categoryId,
  )
  const ofAll = spans.filter(({ itemId, categoryId }) => itemId === null && categoryId === null)
  return ({ itemId, placeId, categoryId }) =>
    [
      ...(byItem.get(itemId) ?? []),
      ...(categoryId === null ? [] : (byCategory.get(categoryId) ?? [])),
      ...ofAll,
    ].filter((span) => span.placeId === null || span.placeId === placeId)
}
