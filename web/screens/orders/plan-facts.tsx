import type { OrderView } from '#contracts/flow/purchasing'

import { dayText } from '../../look/days.ts'
import { countText } from '../../look/format.ts'
import { Decisions } from './line-decision.tsx'

type Plan = NonNullable<OrderView['approvalRequest']>['plan']

/** What an approver should know of an order that was made of the buy list. */
export function PlanFacts({ plan }: { readonly plan: Plan | undefined }) {
  if (plan == null) return null
  const { proposedLines, switchedLines, expeditedLines, sellsOutOn } = plan
  const { decidedLines, decisions } = plan
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
    ...(decidedLines === 0 ? [] : [`A planner decided ${countText(decidedLines)}:`]),
  ]
  return (
    <div>
      <p>{said.join(' ')}</p>
      {decidedLines === 0 ? null : <Decisions decisions={decisions} of={decidedLines} />}
    </div>
  )
}
