/** Refusals and exceptions as people read them: each says what to do. */
import type { ErrorFact } from '#platform/http/problem'

import type { Reason } from './refusal.ts'
import type { AnswerException } from './rules/answer.ts'

const sentences: Readonly<Record<string, string>> = {
  not_found: 'There is no such record.',
  nothing_to_submit: 'Change the order before submitting it again: nothing waits to be approved.',
  already_submitted: 'Wait for the approval, or change the order: these terms were submitted.',
  self_approval: 'Ask another person to approve: nobody approves an order of their own.',
  nothing_pending: 'Submit the order first: nothing waits to be approved.',
  content_changed: 'Submit the order again: its terms changed since they were submitted.',
  already_released: 'There is nothing to release: the supplier has these terms.',
  order_not_releasable: 'Only a draft, or an order with changed terms, can be released.',
  not_approved: 'Submit the order and have it approved before releasing it.',
  supplier_inactive: 'Make the supplier active again, or order elsewhere.',
  order_not_released: 'Release the order first: only a released one can be answered.',
  terms_pending: 'Have the changed terms approved and released first, or reject the answer.',
  answer_decided: 'This answer was decided or superseded already; look at the latest one.',
  line_received: 'Leave the line as it is: some of it has come or was billed.',
  line_unknown: 'Name a line that belongs to it.',
  line_closed: 'Leave the line out: it is closed.',
  order_not_open: 'This order is over: its terms can no longer be changed.',
  below_received: 'Order at least what has come and what was billed.',
  order_received: 'Short-close the lines instead: something of the order has come already.',
  order_not_held: 'Only an order on hold can be resumed.',
  changed_not_released: 'Release the changed terms; that resumes the order.',
  not_holdable: 'Only a released order can be held.',
  not_cancellable: 'Only a draft, a released or a held order can be cancelled.',
  not_closed: 'Only a closed order can be reopened.',
  not_closable: 'Short-close or receive the open lines first.',
  nothing_open: 'Choose lines that are open.',
  order_total_too_large: 'Split the order: its total is larger than the books keep.',
  link_expired: 'Ask the buyer for a new link: this one has expired.',
}

/** The sentence of a reason; the reason's own wins. */
export function worded(reason: Reason | ErrorFact): ErrorFact {
  const given = 'detail' in reason && typeof reason.detail === 'string' ? reason.detail : undefined
  const detail =
    given ?? sentences[reason.code] ?? 'Look at the order again and correct the request.'
  return { ...reason, detail }
}

/** Why an answer waits for the buyer, made of the very terms that made it wait. */
export function exceptionSentence(exception: AnswerException): string {
  switch (exception.code) {
    case 'refused':
      return 'The supplier will not deliver this line.'
    case 'promised_late':
      return `Promised ${exception.lateDays} days later than asked; ${exception.lateDaysMax} are accepted at once.`
    case 'quantity_short':
      return `Promised less than ordered; ${percent(exception.shortBpsMax)} less is accepted at once.`
    case 'quantity_over':
      return 'Promised more than ordered.'
    case 'price_over':
      return `Dearer by ${percent(Number(exception.overBps))}; ${percent(exception.priceOverBpsMax)} is accepted at once.`
    case 'approval_needed':
      return 'Makes the order dearer than was approved; accepting it asks for an approval.'
  }
}

function percent(bps: number): string {
  return `${(bps / 100).toFixed(2).replace(/\.?0+$/, '')} %`
}

export function exceptionView(exception: AnswerException) {
  const { code, ...rest } = exception
  const facts = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? value.toString() : value,
    ]),
  )
  return { code, detail: exceptionSentence(exception), facts }
}
