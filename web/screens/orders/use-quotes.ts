import { useDebouncedValue } from '@mantine/hooks'
import { useQueries } from '@tanstack/react-query'

import type { QuoteLineView } from '#contracts/flow/agreements'

import { call, organizationUrl, type Query } from '../../api/client.ts'
import { type Problem, problemOf } from '../../api/problem.ts'
import { useOrganization } from '../../api/queries.ts'
import { today } from '../../look/days.ts'
import { type DraftLine, isSettled, unitOf } from './draft-line.ts'

export type Quoted = {
  readonly line: QuoteLineView | undefined
  readonly problem: Problem | undefined
}

/** Whose terms, and for where. */
export type Asking = {
  readonly supplierId: string | undefined
  readonly placeId: string | undefined
}

const pauseMs = 300

/**
 * What the supplier's terms say about the lines, once typing pauses: the price where none is typed,
 * and whether the quantity is one that is delivered. Each line is asked on its own: one that can't be
 * read does not take the others' prices with it.
 */
export function useQuotes(
  given: Asking & { readonly lines: readonly DraftLine[] },
): (line: DraftLine) => Quoted {
  const organization = useOrganization()
  const asks = given.lines.map((line) => queryOf(line, given)).filter((ask) => ask !== undefined)
  // As text: a list is another one at every render.
  const [settled] = useDebouncedValue(JSON.stringify(asks), pauseMs)
  const queries = [...new Map((JSON.parse(settled) as Query[]).map((ask) => [keyOf(ask), ask]))]
  const asked = useQueries({
    queries: queries.map(([, query]) => ({
      queryKey: [organization, 'document', '/quotes', query],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
        const url = organizationUrl(organization, '/quotes', query)
        const { body } = await call<{ lines: readonly QuoteLineView[] }>('GET', url, { signal })
        return body.lines[0] ?? null
      },
    })),
  })
  const quotedByKey = new Map(
    queries.map(([key], at) => {
      const { data, error } = asked[at] ?? {}
      return [key, { line: data ?? undefined, problem: problemOf(error) }] as const
    }),
  )
  return (line) => {
    const query = queryOf(line, given)
    const quoted = query && quotedByKey.get(keyOf(query))
    return quoted ?? { line: undefined, problem: undefined }
  }
}

function queryOf(line: DraftLine, { supplierId, placeId }: Asking): Query | undefined {
  const { item, quantity } = line
  if (!supplierId || !placeId || !item || !quantity || isSettled(line)) return undefined
  return { supplierId, placeId, itemId: item.id, quantity, unit: unitOf(line), day: today() }
}

const keyOf = (query: Query) => JSON.stringify(query)
