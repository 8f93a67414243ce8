import { badList, paged, type Row, unknown } from './row.ts'

const order = '/customer-orders/$orderId'
const demand = '/demand/$itemId/$placeId'
const forecast = '/forecasts/$itemId/$placeId'
const lane = '/lead-times/$laneId'
const policy = '/policies/$policyId'
const promotion = '/promotions/$promotionId'

export const plan: readonly Row[] = [
  {
    path: '/buy-list',
    none: { at: '/buy-list', shows: 'Nothing is planned yet' },
    thousand: [
      { at: '/buy-list', shows: /^1,0\d\d lines, 1,0\d\d suppliers/, rows: 25 },
      { at: '/buy-list?by=urgency', shows: /^1,0\d\d lines/, rows: 100 },
    ],
    errors: [
      { at: '/buy-list?sort=nonsense', shows: /^Sort by one of/ },
      { at: '/buy-list?q=nowhere', shows: 'Nothing fits this filter' },
    ],
    acts: [
      'POST /plan-runs',
      'POST /plan-runs/:id/stop',
      'PUT /proposals/:id/decision',
      'POST /proposals/decisions',
      'POST /purchase-orders/from-proposals',
    ],
  },
  {
    path: '/channels',
    none: { at: '/channels', shows: 'No channel yet' },
    thousand: [{ at: '/channels', shows: paged }],
    errors: [badList('/channels')],
    acts: ['POST /channels', 'PATCH /channels/:id'],
  },
  {
    path: '/customer-orders',
    none: { at: '/customer-orders', shows: 'No customer has ordered yet' },
    thousand: [{ at: '/customer-orders', shows: paged }],
    errors: [badList('/customer-orders')],
  },
  {
    path: '/customer-orders/new',
    none: { at: '/customer-orders/new', shows: 'New customer order' },
    thousand: { hasNoRows: 'a new order; its lines are written one by one' },
    errors: [
      {
        at: '/customer-orders/new',
        shows: 'Choose a channel and a place, and write at least one line.',
        act: (page) => page.keyboard.press('Control+Enter'),
      },
    ],
    acts: ['POST /customer-orders'],
  },
  {
    path: order,
    none: unknown(order),
    // As many lines as such an order may have.
    thousand: [
      {
        at: ({ ids }) => `/customer-orders/${ids.customerOrder}`,
        shows: '500 lines',
        isLong: true,
      },
    ],
    errors: [unknown(order)],
    acts: ['cancellation', 'shipments', 'returns'].map((act) => `POST /customer-orders/:id/${act}`),
  },
  {
    path: '/demand',
    none: { at: '/demand', shows: 'Nothing was wanted yet' },
    thousand: [{ at: '/demand', shows: paged }],
    errors: [badList('/demand')],
  },
  {
    path: demand,
    none: unknown(demand),
    thousand: [
      {
        at: ({ ids }) => `/demand/${ids.sold}/${ids.place}`,
        shows: 'A layered item',
        isLong: true,
      },
    ],
    errors: [unknown(demand)],
    acts: ['POST /demand-marks', 'POST /demand-marks/:id/withdrawal'],
  },
  {
    path: '/forecasts',
    none: { at: '/forecasts', shows: 'Nothing is forecast yet' },
    thousand: [{ at: '/forecasts', shows: paged }],
    errors: [badList('/forecasts')],
  },
  {
    path: '/forecast-accuracy',
    none: { at: '/forecast-accuracy', shows: 'Nothing is scored yet' },
    thousand: [{ at: '/forecast-accuracy?tab=supplier', shows: paged }],
    errors: [badList('/forecast-accuracy')],
  },
  {
    path: '/forecast-sources',
    none: { at: '/forecast-sources', shows: 'Nobody else forecasts yet' },
    thousand: [{ at: '/forecast-sources', shows: paged }],
    errors: [badList('/forecast-sources')],
    // Every other segment is named by a star.
    acts: [
      'POST /forecast-sources',
      'PATCH /forecast-sources/:id',
      'PUT /forecast-choices/*',
      'DELETE /forecast-choices/*',
    ],
  },
  {
    path: '/forecast-totals',
    none: { at: '/forecast-totals', shows: 'Nothing is forecast yet' },
    thousand: [{ at: '/forecast-totals?by=supplier', shows: paged }],
    errors: [badList('/forecast-totals')],
    acts: ['POST /forecast-overrides'],
  },
  {
    path: forecast,
    none: unknown(forecast),
    thousand: [
      { at: ({ ids }) => `/forecasts/${ids.sold}/${ids.place}`, shows: 'A layered item', rows: 50 },
    ],
    errors: [unknown(forecast)],
    acts: ['POST /forecast-overrides', 'POST /forecast-overrides/:id/withdrawal'],
  },
  {
    path: '/lanes',
    none: { at: '/lanes', shows: 'No lane yet' },
    thousand: [{ at: '/lanes', shows: paged }],
    errors: [badList('/lanes')],
    acts: ['POST /source-lanes', 'PATCH /source-lanes/:id'],
  },
  {
    path: '/lead-times',
    none: { at: '/lead-times', shows: 'No delivery has taught anything yet' },
    thousand: [{ at: '/lead-times', shows: paged }],
    errors: [badList('/lead-times')],
  },
  {
    path: lane,
    none: unknown(lane),
    thousand: [{ at: ({ ids }) => `/lead-times/${ids.lane}`, shows: paged }],
    errors: [unknown(lane)],
  },
  {
    path: '/minimums',
    none: { at: '/minimums', shows: 'No minimum yet' },
    thousand: [{ at: '/minimums', shows: paged }],
    errors: [badList('/minimums')],
    acts: ['POST /order-minimums', 'PATCH /order-minimums/:id', 'PATCH /plan-settings'],
  },
  {
    path: '/planning-items',
    none: { at: '/planning-items', shows: 'Planning was told nothing yet' },
    thousand: [{ at: '/planning-items', shows: paged }],
    errors: [badList('/planning-items')],
    acts: [
      'PUT /planning-items/:id/:id',
      'POST /planning-items/changes',
      'DELETE /planning-items/:id/:id',
    ],
  },
  {
    path: '/policies',
    none: { at: '/policies', shows: 'No policy yet' },
    thousand: [{ at: '/policies', shows: paged }],
    errors: [badList('/policies')],
    acts: ['POST /policies'],
  },
  {
    path: policy,
    none: unknown(policy),
    thousand: [
      { at: ({ ids }) => `/policies/${ids.policy}`, shows: 'Rules that come first', isLong: true },
    ],
    errors: [unknown(policy)],
    acts: [
      'POST /policies',
      'PATCH /policies/:id',
      'POST /policies/:id/rules',
      'PATCH /policies/:id/rules/:id',
      'DELETE /policies/:id/rules/:id',
      'POST /policies/:id/preview',
      'DELETE /policies/:id/preview',
      'POST /policies/:id/activation',
    ],
  },
  {
    path: '/promotions',
    none: { at: '/promotions', shows: 'No promotion yet' },
    thousand: [
      { at: '/promotions', shows: paged },
      { at: '/promotions?view=weeks', shows: /, the first 200 promotions/, rows: 100 },
    ],
    errors: [badList('/promotions')],
  },
  {
    path: '/promotions/new',
    none: { at: '/promotions/new', shows: 'New promotion' },
    thousand: { hasNoRows: 'the fields of one promotion; what it is about is written row by row' },
    errors: [
      {
        at: '/promotions/new',
        shows: 'Still missing',
        act: (page) => page.keyboard.press('Control+Enter'),
      },
    ],
    acts: ['POST /promotions'],
  },
  {
    path: promotion,
    none: unknown(promotion),
    thousand: [
      { at: ({ ids }) => `/promotions/${ids.promotion}`, shows: 'What it is about', rows: 15 },
    ],
    errors: [unknown(promotion)],
    acts: ['PATCH /promotions/:id'],
  },
]
