import { problemFor } from '#platform/http/outcome'
import { command, question, type Route, reply } from '#platform/http/route'

import { quoteBody, quoteQuery, quoteView } from '../contract.ts'
import { readQuote } from '../queries/read-quote.ts'

const tag = 'agreements'

export const quoteRoutes: readonly Route[] = [
  question({
    path: '/quotes',
    tag,
    summary: 'Whose terms to buy one item by, for so many on a day at a place, and why',
    permission: 'records.read',
    query: quoteQuery,
    responses: { 200: quoteView },
    problems: [422],
    run: async (ask, { query }) => {
      const { itemId, quantity, unit, ...rest } = query
      const lines = [{ itemId, quantity: { quantity, unit } }]
      const outcome = await readQuote(ask, { ...rest, lines })
      if (outcome.kind === 'refused') return problemFor(outcome)
      return reply(200, { lines: outcome.lines })
    },
  }),
  command({
    method: 'POST',
    path: '/quotes',
    tag,
    summary: 'Whose terms to buy many items by; nothing is kept',
    permission: 'records.read',
    body: quoteBody,
    responses: { 200: quoteView },
    problems: [422],
    run: async (tx, { body }) => {
      const outcome = await readQuote(tx, body)
      if (outcome.kind === 'refused') return problemFor(outcome)
      return reply(200, { lines: outcome.lines })
    },
  }),
]
