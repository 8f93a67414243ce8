import type { OrderView } from '#contracts/flow/purchasing'

import { dayText } from '../../look/days.ts'
import { countText } from '../../look/format.ts'

type Plan = NonNullable<OrderView['approvalRequest']>['plan']

/** What an approver should know of an order that was made of the buy list. */
export function PlanFacts({ plan }: { readonly plan: Plan | undefined }) {
  if (plan == null) return null
  const { proposedLines, switchedLines, expeditedLines, sellsOutOn } = plan
  const said = [
    `${countText(proposedLines)} ${proposedLines === 1 ? 'line comes' : 'lines come'} from the buy list.`,
    ...(expeditedLines === 0
      ? []
      : [
          `${countText(expeditedLines)} run out before the order comes${sellsOutOn === null ? '' : `, the first on ${dayText(sellsOutOn)}`}.`,
        ]),
    ...(switchedLines === 0
      ? []
      : [`${countText(switchedLines)} from another supplier than planned.`]),
  ]
  return <p>{said.join(' ')}</p>
}
