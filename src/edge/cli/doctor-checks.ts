/** What the books promise, each as a question to the database that finds the exceptions. */
import type { Kysely } from 'kysely'

import { bookChecks } from '#books/cash'
import { demandChecks } from '#flow/demand'
import { forecastChecks } from '#flow/forecasting'
import { matchingChecks } from '#flow/matching'
import { planChecks } from '#flow/planning'
import { receivingChecks } from '#flow/receiving'
import { returnsChecks } from '#flow/returns'
import type { Database } from '#platform/database'

export type BooksCheck = {
  readonly name: string
  /** @returns what is wrong, one sentence each; empty when all is well */
  readonly run: (db: Kysely<Database>) => Promise<readonly string[]>
}

export const booksChecks: readonly BooksCheck[] = [
  ...bookChecks,
  ...demandChecks,
  ...forecastChecks,
  ...planChecks,
  ...receivingChecks,
  ...matchingChecks,
  ...returnsChecks,
]
