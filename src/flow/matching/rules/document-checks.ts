/** Checks of an invoice beside its goods: charges, taxes, its foot, and whether it came before. */
import { sumOf } from '#kernel/list'

import type { Check, Facts } from './check.ts'
import type { BilledCharge, BilledTax, Papers } from './papers.ts'
import { exceedsShare, judge, type Outcome } from './tolerance.ts'

/** All of them, passed or not. */
export function checkDocument(papers: Papers): readonly Check[] {
  return [
    ...papers.charges.map((charge) => checkCharge(charge, papers)),
    ...papers.taxes.map((tax) => checkTax(tax, papers)),
    checkTotal(papers),
    checkTwins(papers),
  ]
}

function checkCharge(charge: BilledCharge, papers: Papers): Check {
  const { tolerance, exchange } = papers
  const excessMinor = charge.billedMinor - charge.expectedMinor
  const limit = { overBps: tolerance.chargeOverBps, overMinor: tolerance.chargeOverMinor }
  return {
    check: 'charge',
    outcome: judge(excessMinor, charge.expectedMinor, limit, exchange),
    code: 'charge_not_expected',
    owner: 'buyer',
    invoiceLineId: charge.invoiceLineId,
    facts: {
      chargeCode: charge.chargeCode,
      billedMinor: charge.billedMinor,
      expectedMinor: charge.expectedMinor,
      excessMinor,
      allowedBps: limit.overBps,
      allowedCompanyMinor: limit.overMinor,
    },
  }
}

/** Too little tax is as wrong as too much. A cent of rounding per goods line is never a reason. */
function checkTax(tax: BilledTax, papers: Papers): Check {
  const differenceMinor = absolute(tax.billedMinor - tax.expectedMinor)
  const roundingMinor = BigInt(papers.goods.length + papers.charges.length)
  return {
    check: 'tax',
    outcome: judgeDifference(differenceMinor, roundingMinor, tax.expectedMinor, papers),
    code: 'tax_differs',
    owner: 'ap_clerk',
    invoiceLineId: tax.invoiceLineId,
    facts: {
      taxCode: tax.taxCode,
      billedMinor: tax.billedMinor,
      expectedMinor: tax.expectedMinor,
      differenceMinor,
      ...totalLimitFacts(papers),
    },
  }
}

/** The foot of the invoice against its lines, either way. */
function checkTotal(papers: Papers): Check {
  const linesMinor = linesTotal(papers)
  const differenceMinor = absolute(papers.totalMinor - linesMinor)
  return {
    check: 'total',
    outcome: judgeDifference(differenceMinor, 0n, absolute(linesMinor), papers),
    code: 'total_differs',
    owner: 'ap_clerk',
    invoiceLineId: null,
    facts: {
      totalMinor: papers.totalMinor,
      linesMinor,
      differenceMinor,
      ...totalLimitFacts(papers),
    },
  }
}

function checkTwins({ twins }: Papers): Check {
  return {
    check: 'duplicate',
    outcome: twins.length === 0 ? 'fits' : 'fails',
    code: 'duplicate_number',
    owner: 'ap_clerk',
    invoiceLineId: null,
    facts: { twins: twins.join(', ') },
  }
}

function linesTotal(papers: Pick<Papers, 'goods' | 'charges' | 'taxes'>): bigint {
  return sumOf([...papers.goods, ...papers.charges, ...papers.taxes], (line) => line.billedMinor)
}

function judgeDifference(
  differenceMinor: bigint,
  roundingMinor: bigint,
  baseMinor: bigint,
  papers: Papers,
): Outcome {
  if (differenceMinor === 0n) return 'fits'
  if (differenceMinor <= roundingMinor) return 'in_tolerance'
  const { totalOverBps: overBps, totalOverMinor: overMinor } = papers.tolerance
  if (exceedsShare(differenceMinor, baseMinor, overBps)) return 'fails'
  return judge(differenceMinor, baseMinor, { overBps, overMinor }, papers.exchange)
}

function totalLimitFacts({ tolerance }: Papers): Facts {
  return { allowedBps: tolerance.totalOverBps, allowedCompanyMinor: tolerance.totalOverMinor }
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
