import { useState } from 'react'

import type { CheckView, PapersView } from '#contracts/flow/matching'

import { useAct } from '../../api/acts.ts'
import { usePermission, useSession } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { moneyText } from '../../look/format.ts'
import { toast } from '../../parts/toast.tsx'
import { checksOf } from './checks.tsx'

export type Way = 'match' | 'release' | 'reject'

export type Option = {
  readonly way: Way
  readonly title: string
  readonly note: string
  readonly pays: string
  readonly verb: string
  readonly sentence: string
  readonly asksReason: boolean
  readonly isSuggested: boolean
}

type Done = { readonly result?: 'posted' | 'held'; readonly reasons?: readonly unknown[] }

const paths: Readonly<Record<Way, string>> = {
  match: 'match',
  release: 'release',
  reject: 'rejection',
}

/** How this invoice can be settled by the reader, and doing it. */
export function useSettlement(papers: PapersView, etag: string | undefined, leave: () => void) {
  const { invoice } = papers
  const options = useOptions(papers)
  const [way, setWay] = useState<Way>()
  const [reason, setReason] = useState('')
  const option = options.find((each) => each.way === way) ?? options[0]
  const act = useAct<Way, Done>(
    (asked) => ({
      path: `/supplier-invoices/${invoice.id}/${paths[asked]}`,
      ifMatch: etag,
      ...(asked === 'match' ? {} : { body: { reason: reason.trim() } }),
    }),
    ({ result, reasons }, asked) => {
      if (result === 'held') {
        return toast({ text: `${invoice.supplierNumber} stays held: ${countOf(reasons?.length)}.` })
      }
      const past = asked === 'reject' ? 'rejected' : 'posted'
      toast({ text: `${invoice.supplierNumber} of ${invoice.supplierName} ${past}.` })
      leave()
    },
  )
  const isReady = option !== undefined && (!option.asksReason || reason.trim() !== '')
  return {
    options,
    option,
    choose: (next: Way) => {
      setWay(next)
      act.dismiss()
    },
    reason,
    setReason,
    isReady,
    isRunning: act.isRunning,
    problem: act.problem ?? act.conflict,
    run: () => {
      if (isReady && !act.isRunning) void act.run(option.way)
    },
  }
}

export type Settling = ReturnType<typeof useSettlement>

function useOptions(papers: PapersView): readonly Option[] {
  const { invoice } = papers
  const isOpen = isUnsettled(papers)
  const mayMatch = usePermission('invoices.match') && isOpen
  const isOwn = useSession().user?.id === invoice.capturedById
  const mayRelease = usePermission('invoices.release') && !isOwn && invoice.status === 'held'
  const failing = checksOf(papers).filter(({ outcome }) => outcome === 'fails')
  const pays = moneyText(invoice.total)
  const release: Option = {
    way: 'release',
    title: 'Release as billed',
    note: 'needs a reason, kept with your name',
    pays,
    verb: 'Release and post',
    sentence: `Posts ${pays} in spite of ${countOf(failing.length)}.`,
    asksReason: true,
    isSuggested: false,
  }
  const reject: Option = {
    way: 'reject',
    title: 'Reject, pay nothing',
    note: 'the supplier has to send another',
    pays: moneyText({ ...invoice.total, amount: '0' }),
    verb: 'Reject the invoice',
    sentence: 'Posts nothing. The invoice stays on record with your reason.',
    asksReason: true,
    isSuggested: false,
  }
  return [
    ...(mayMatch ? [matchOf(papers, failing)] : []),
    ...(mayRelease ? [release] : []),
    ...(mayMatch ? [reject] : []),
  ]
}

export function isUnsettled({ invoice: { status } }: PapersView): boolean {
  return status === 'held' || status === 'captured'
}

function matchOf({ invoice, result }: PapersView, failing: readonly CheckView[]): Option {
  const pays = moneyText(invoice.total)
  const base = { way: 'match', asksReason: false } as const
  if (result !== 'fails') {
    return {
      ...base,
      title: 'Match and post',
      note: 'every check fits now',
      pays,
      verb: 'Match and post',
      sentence: `Posts ${pays}, to pay by ${dayText(invoice.dueOn)}.`,
      isSuggested: true,
    }
  }
  const waits = failing.every(({ code }) => code === 'awaiting_receipt')
  return {
    ...base,
    title: 'Match again',
    note: againNote(failing.length, waits),
    pays: '–',
    verb: 'Match again',
    sentence: 'Looks again at order and receipts; posts only what fits.',
    isSuggested: false,
  }
}

function againNote(count: number, waits: boolean): string {
  if (waits) return 'it follows by itself when the goods are received'
  return count === 1 ? '1 check still fails' : `${count} checks still fail`
}

function countOf(count = 0): string {
  return count === 1 ? '1 reason' : `${count} reasons`
}
