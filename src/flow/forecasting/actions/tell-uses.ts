import { requirePermission, type Tx } from '#platform/work'

import { type ForecastUse, putUses } from '../store/uses.ts'
import { layChosenSoon } from './lay-outside.ts'

/**
 * Tells how forecasts of item-places are used: by their segment a source is chosen, and lead time plus
 * review is the lag at which they are scored. The same told again changes nothing.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function tellUses(tx: Tx, uses: readonly ForecastUse[]): Promise<void> {
  requirePermission(tx, 'plans.write')

  if (await putUses(tx, uses)) layChosenSoon(tx)
}
