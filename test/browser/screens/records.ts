import { badList, paged, type Row, unknown } from './row.ts'
import type { World } from './world.ts'

const company =
  (tab: string) =>
  ({ ids }: World) =>
    `/companies/${ids.company}?tab=${tab}`

const writes = (path: string) => [`POST ${path}`, `PATCH ${path}/:id`]

const missing = (at: string) => ({
  at,
  shows: 'Still missing',
  act: (page: import('playwright-core').Page) => page.keyboard.press('Control+Enter'),
})

export const records: readonly Row[] = [
  {
    path: '/suppliers',
    none: { at: '/suppliers', shows: 'No supplier yet' },
    thousand: [{ at: '/suppliers', shows: paged }],
    errors: [badList('/suppliers')],
  },
  {
    path: '/suppliers/new',
    none: { at: '/suppliers/new', shows: 'New supplier' },
    thousand: { hasNoRows: 'the fields of one supplier' },
    errors: [missing('/suppliers/new')],
    acts: ['POST /suppliers'],
  },
  {
    path: '/suppliers/$supplierId',
    none: unknown('/suppliers/$supplierId'),
    thousand: [
      { at: ({ ids }) => `/suppliers/${ids.supplier}`, shows: 'Vetreria Bormia' },
      { at: ({ ids }) => `/suppliers/${ids.supplier}?tab=terms`, shows: paged },
      { at: ({ ids }) => `/suppliers/${ids.supplier}?tab=orders`, shows: paged },
    ],
    errors: [unknown('/suppliers/$supplierId')],
    acts: ['PATCH /suppliers/:id'],
  },
  {
    path: '/items',
    none: { at: '/items', shows: 'No item yet' },
    thousand: [
      { at: '/items', shows: paged },
      { at: '/items?tab=categories', shows: paged },
      { at: '/items?tab=units', shows: paged },
    ],
    errors: [badList('/items')],
    acts: [...writes('/units'), ...writes('/item-categories')],
  },
  {
    path: '/items/new',
    none: { at: '/items/new', shows: 'New item' },
    thousand: { hasNoRows: 'the fields of one item' },
    errors: [missing('/items/new')],
    acts: ['POST /items'],
  },
  {
    path: '/items/$itemId',
    none: unknown('/items/$itemId'),
    thousand: [
      { at: ({ ids }) => `/items/${ids.item}`, shows: 'Tumbler' },
      { at: ({ ids }) => `/items/${ids.item}?tab=terms`, shows: /^1–\d of \d$/ },
    ],
    errors: [unknown('/items/$itemId')],
    acts: ['PATCH /items/:id', 'PUT /bundle-parts/:id', 'DELETE /bundle-parts/:id'],
  },
  {
    path: '/places',
    none: { at: '/places', shows: 'No place yet' },
    thousand: [
      { at: '/places', shows: paged },
      { at: '/places?tab=statuses', shows: paged },
    ],
    errors: [badList('/places')],
    acts: [...writes('/places'), ...writes('/stock-statuses')],
  },
  {
    path: '/supplier-terms',
    none: { at: '/supplier-terms', shows: 'No terms were agreed yet' },
    thousand: [{ at: '/supplier-terms', shows: paged }],
    errors: [badList('/supplier-terms')],
  },
  {
    path: '/supplier-terms/new',
    none: { at: '/supplier-terms/new', shows: 'New terms' },
    thousand: { hasNoRows: 'breaks are written one by one' },
    errors: [{ ...missing('/supplier-terms/new'), shows: 'Choose a supplier and an item' }],
    acts: ['POST /supplier-terms'],
  },
  {
    path: '/supplier-terms/$termId',
    none: unknown('/supplier-terms/$termId'),
    // As many breaks as terms may have.
    thousand: [{ at: ({ ids }) => `/supplier-terms/${ids.term}`, shows: 'Tumbler', rows: 50 }],
    errors: [unknown('/supplier-terms/$termId')],
    acts: ['PATCH /supplier-terms/:id', 'DELETE /supplier-terms/:id'],
  },
  {
    path: '/companies',
    none: { at: '/companies', shows: 'No company yet' },
    thousand: [{ at: '/companies', shows: paged }],
    errors: [badList('/companies')],
  },
  {
    path: '/companies/new',
    none: { at: '/companies/new', shows: 'New company' },
    thousand: { hasNoRows: 'the fields of one company' },
    errors: [missing('/companies/new')],
    acts: ['POST /companies'],
  },
  {
    path: '/companies/$companyId',
    none: unknown('/companies/$companyId'),
    thousand: [
      { at: company('settings'), shows: 'Marlow & Finch' },
      { at: company('accounts'), shows: paged },
      { at: company('tax'), shows: paged },
      { at: company('charges'), shows: paged },
      { at: company('currencies'), shows: /^1–\d of \d$/ },
      { at: company('rates'), shows: paged },
      { at: company('match'), shows: 'Every supplier' },
    ],
    errors: [unknown('/companies/$companyId')],
    acts: [
      'PATCH /companies/:id',
      ...writes('/accounts'),
      ...writes('/tax-codes'),
      ...writes('/charge-codes'),
      ...writes('/currencies'),
      ...writes('/currency-rates'),
      'PUT /match-tolerances',
    ],
  },
  {
    path: '/imports',
    none: { at: '/imports', shows: 'No file was imported yet' },
    thousand: [{ at: '/imports', shows: paged }],
    errors: [badList('/imports')],
  },
  {
    path: '/imports/new',
    none: { at: '/imports/new', shows: 'New import' },
    thousand: { hasNoRows: 'one file is chosen' },
    errors: [
      {
        at: '/imports/new',
        shows: 'Nothing is written yet',
        act: (page) => page.keyboard.press('Control+Enter'),
      },
    ],
    acts: ['POST /imports'],
  },
  {
    path: '/imports/$importId',
    none: unknown('/imports/$importId'),
    thousand: [{ at: ({ ids }) => `/imports/${ids.import}`, shows: /1,000 rows/ }],
    errors: [unknown('/imports/$importId')],
    acts: [
      'PUT /imports/:id/mapping',
      'POST /imports/:id/check',
      'POST /imports/:id/commit',
      'DELETE /imports/:id',
    ],
  },
]
