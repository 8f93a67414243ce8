import { describe } from 'vitest'

import { plan } from './plan.ts'
import { thousandPlans } from './plan-world.ts'
import { walkScreens } from './walk.ts'

/**
 * Where what is seen is kept, as by `npm run prove -- A9`: these screens have walks of their own in
 * `test/browser/<name>.test.ts` that run with every change.
 */
describe.runIf(process.env['LANDFALL_WALKS'])('planning', () => {
  walkScreens(plan, thousandPlans)
})
