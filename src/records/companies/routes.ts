import type { Route } from '#platform/http/route'

import { accountRoutes } from './routes/accounts.ts'
import { codeRoutes } from './routes/codes.ts'
import { companyRoutes } from './routes/companies.ts'
import { currencyRoutes } from './routes/currencies.ts'
import { periodRoutes } from './routes/periods.ts'
import { rateRoutes } from './routes/rates.ts'

export const routes: readonly Route[] = [
  ...companyRoutes,
  ...periodRoutes,
  ...currencyRoutes,
  ...rateRoutes,
  ...accountRoutes,
  ...codeRoutes,
]
