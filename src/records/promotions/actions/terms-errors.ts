import type { ErrorFact } from '#platform/http/problem'
import type { Tx } from '#platform/work'

import { type Scope, type TermsFault, termsFaults } from '../rules/promotion-terms.ts'
import { knownIds } from '../store/promotions.ts'

/** Every reason why these terms can't be kept, with what to do. */
export async function termsErrors(
  tx: Tx,
  terms: { readonly startsOn: string; readonly endsOn: string; readonly scopes: readonly Scope[] },
): Promise<readonly ErrorFact[]> {
  const known = await knownIds(tx, terms.scopes)
  const unknown = terms.scopes.flatMap((scope, at) =>
    references.flatMap(({ field, word }): readonly ErrorFact[] => {
      const id = scope[field]
      if (id === null || known.has(id)) return []
      const detail = `Name a ${word} that exists.`
      return [{ code: `${word}_unknown`, detail, pointer: `/scopes/${at}/${field}` }]
    }),
  )
  return [...termsFaults(terms).map(toError), ...unknown]
}

const references = [
  { field: 'itemId', word: 'item' },
  { field: 'categoryId', word: 'category' },
  { field: 'placeId', word: 'place' },
  { field: 'channelId', word: 'channel' },
] as const

function toError(fault: TermsFault): ErrorFact {
  switch (fault.code) {
    case 'ends_before_start':
      return { ...fault, detail: 'Let it end on or after the day it starts.', pointer: '/endsOn' }
    case 'scope_missing': {
      const detail = 'Say what it is about: an item, a category, or everything (an empty scope).'
      return { ...fault, detail, pointer: '/scopes' }
    }
    case 'scope_twice': {
      const detail = `Remove this scope: number ${fault.firstAt + 1} says the same.`
      return { ...fault, detail, pointer: `/scopes/${fault.at}` }
    }
    case 'item_and_category': {
      const detail = 'Name either an item or a category.'
      return { ...fault, detail, pointer: `/scopes/${fault.at}` }
    }
  }
}

export const codeTaken = (code: string): ErrorFact => ({
  code: 'code_taken',
  detail: `Choose another code: a promotion ${code} exists already.`,
  pointer: '/code',
})
