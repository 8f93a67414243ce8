import { books } from './books.ts'
import { entry } from './entry.ts'
import { records } from './records.ts'
import { stock } from './stock.ts'
import { walkScreens } from './walk.ts'

walkScreens([...stock, ...books, ...records, ...entry])
