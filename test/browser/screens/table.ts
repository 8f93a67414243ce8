import { books } from './books.ts'
import { buy } from './buy.ts'
import { entry } from './entry.ts'
import { pay } from './pay.ts'
import { plan } from './plan.ts'
import { records } from './records.ts'
import type { Row } from './row.ts'
import { stock } from './stock.ts'

/** Every address of every screen. */
export const table: readonly Row[] = [
  ...plan,
  ...buy,
  ...pay,
  ...stock,
  ...books,
  ...records,
  ...entry,
]
