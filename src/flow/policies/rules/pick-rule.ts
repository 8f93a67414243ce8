/**
 * Which rule of a policy holds for an item at a place, and by what: what a person said of the item comes before how it is
 * filed, that before the class it is sorted into, and all before `*`, every other. Of each, the place's own comes first.
 *
 * A rule with a channel, or of `committed` (every channel that is committed by contract), names a target only: what that
 * channel claims of the stock it shares, see `share-promise.ts`.
 */

export type RuleScope = {
  /** AX ... CZ, `critical`, `high`, `category`, `committed`, or `*`. */
  readonly segment: string
  /** Set where, and only where, the segment is `category`. */
  readonly categoryId: string | null
  readonly placeId: string | null
  readonly channelId: string | null
}

export type RuledBy = 'critical' | 'high' | 'category' | 'segment' | 'every_other'

export type ItemScope = {
  readonly segment: string
  readonly criticality: string
  readonly categoryId: string | null
  readonly placeId: string
}

export type RuleBook<Rule extends RuleScope> = {
  readonly byKey: ReadonlyMap<string, Rule>
  /** What holds where nothing else does, and no rule is for every other. */
  readonly last: Rule | undefined
  /** Category -> the one above it. */
  readonly parents: ReadonlyMap<string, string | null>
  /** Some channel has a target of its own. */
  readonly hasClaims: boolean
}

export type Picked<Rule> = { readonly rule: Rule; readonly by: RuledBy }

export const isClaim = ({ segment, channelId }: RuleScope): boolean =>
  channelId !== null || segment === 'committed'

export function ruleBook<Rule extends RuleScope>(
  rules: readonly Rule[],
  parents: ReadonlyMap<string, string | null> = new Map(),
): RuleBook<Rule> {
  return {
    byKey: new Map(rules.map((rule) => [keyOf(rule), rule])),
    last: rules.find((rule) => !isClaim(rule)),
    parents,
    hasClaims: rules.some(isClaim),
  }
}

function keyOf({ segment, categoryId, placeId, channelId }: RuleScope): string {
  return `${segment} ${categoryId} ${placeId} ${channelId}`
}

/** The rule by which the item is kept there; undefined only where a policy has none. */
export function pickRule<Rule extends RuleScope>(
  book: RuleBook<Rule>,
  item: ItemScope,
): Picked<Rule> | undefined {
  const found = pickFor(book, item, null)
  if (found !== undefined) return found
  return book.last && { rule: book.last, by: 'every_other' }
}

/** The target that a channel claims; undefined where no rule names it. */
export function pickClaim<Rule extends RuleScope>(
  book: RuleBook<Rule>,
  item: ItemScope,
  channel: { readonly channelId: string; readonly isCommitted: boolean },
): Rule | undefined {
  if (!book.hasClaims) return undefined
  const own = pickFor(book, item, channel.channelId)
  if (own !== undefined || !channel.isCommitted) return own?.rule
  return ofPlaceFirst(book, { segment: 'committed', categoryId: null, channelId: null }, item)
}

function pickFor<Rule extends RuleScope>(
  book: RuleBook<Rule>,
  item: ItemScope,
  channelId: string | null,
): Picked<Rule> | undefined {
  for (const { by, segment, categoryId } of scopesOf(item, book.parents)) {
    const rule = ofPlaceFirst(book, { segment, categoryId, channelId }, item)
    if (rule !== undefined) return { rule, by }
  }
  return undefined
}

function ofPlaceFirst<Rule extends RuleScope>(
  { byKey }: RuleBook<Rule>,
  scope: Omit<RuleScope, 'placeId'>,
  { placeId }: ItemScope,
): Rule | undefined {
  return byKey.get(keyOf({ ...scope, placeId })) ?? byKey.get(keyOf({ ...scope, placeId: null }))
}

type Scope = Pick<RuleScope, 'segment' | 'categoryId'> & { readonly by: RuledBy }

/** What a rule may be about to hold for the item, the nearest first. */
function* scopesOf(
  { segment, criticality, categoryId }: ItemScope,
  parents: ReadonlyMap<string, string | null>,
): Iterable<Scope> {
  // What is critical is at least as important as what is high.
  if (criticality === 'critical') yield { by: 'critical', segment: 'critical', categoryId: null }
  if (criticality !== 'normal') yield { by: 'high', segment: 'high', categoryId: null }
  const seen = new Set<string>()
  let at = categoryId
  while (at !== null && parents.has(at) && !seen.has(at)) {
    seen.add(at)
    yield { by: 'category', segment: 'category', categoryId: at }
    at = parents.get(at) ?? null
  }
  yield { by: 'segment', segment, categoryId: null }
  yield { by: 'every_other', segment: '*', categoryId: null }
}
