/** Records that are written in a dialog over their list, or on a page: what is typed, and what the database holds then. */
export type Written = {
  readonly act: string
  readonly at: string
  /** The keys that open the dialog. */
  readonly opens: readonly string[]
  readonly isPage?: boolean
  readonly fills: Readonly<Record<string, string>>
  /** Fields that are picked from a list. */
  readonly picks?: readonly string[]
  readonly finds: string
  readonly row: object
}

const added = ['c'] as const
const changed = ['j', 'Enter'] as const

const inDialog = (
  path: string,
  at: string,
  first: Readonly<Record<string, string>>,
  query = '',
): readonly Written[] => [
  {
    act: `POST ${path}`,
    at,
    opens: added,
    fills: first,
    finds: `${path}?limit=200${query}`,
    row: { name: first['Name'] },
  },
  {
    act: `PATCH ${path}/:id`,
    at,
    opens: changed,
    fills: { Name: 'Another name' },
    finds: `${path}?limit=200${query}`,
    row: { name: 'Another name' },
  },
]

const company = (tab: string) => `/companies/$companyId?tab=${tab}`
const ofCompany = '&companyId=$companyId'

export const written: readonly Written[] = [
  ...inDialog('/units', '/items?tab=units', { Code: 'ROLL', Name: 'Roll' }),
  ...inDialog('/item-categories', '/items?tab=categories', { Code: 'GLASS', Name: 'Glass' }),
  ...inDialog('/places', '/places', { Name: 'Reno', Code: 'RNO' }),
  ...inDialog('/channels', '/channels', { Name: 'Web shop', Code: 'WEB' }),
  ...inDialog('/forecast-sources', '/forecast-sources', { Name: 'Bureau', Code: 'BUREAU' }),
  ...inDialog('/stock-statuses', '/places?tab=statuses', { Name: 'On hold', Code: 'on_hold' }),
  ...inDialog('/accounts', company('accounts'), { Code: '9001', Name: 'Samples' }, ofCompany),
  ...inDialog('/tax-codes', company('tax'), { Code: 'LOW', Name: 'Low', Rate: '5' }, ofCompany),
  ...inDialog('/charge-codes', company('charges'), { Code: 'TOLL', Name: 'Toll' }, ofCompany),
  ...inDialog('/currencies', company('currencies'), { Code: 'EUR', Name: 'Euro' }),
  {
    act: 'POST /currency-rates',
    at: company('rates'),
    opens: added,
    fills: { One: 'EUR', Rate: '1.085' },
    picks: ['One'],
    finds: '/currency-rates',
    row: { fromCurrency: 'EUR' },
  },
  {
    act: 'PATCH /currency-rates/:id',
    at: company('rates'),
    opens: changed,
    fills: { Source: 'The central bank' },
    finds: '/currency-rates',
    row: { source: 'The central bank' },
  },
  {
    act: 'POST /companies',
    at: '/companies/new',
    opens: [],
    isPage: true,
    fills: { Name: 'Finch Nord', Code: 'FN', 'Currency of its books': 'EUR' },
    picks: ['Currency of its books'],
    finds: '/companies',
    row: { code: 'FN', name: 'Finch Nord' },
  },
]
