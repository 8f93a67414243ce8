import { Button, TextInput } from '@mantine/core'
import { useRef } from 'react'

import type { PapersView } from '#contracts/flow/matching'

import { useDocument } from '../../api/queries.ts'
import { dayText, instantText } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { sentence } from '../../look/words.ts'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { Checks, checksOf } from './checks.tsx'
import styles from './match-queue.module.css'
import { Papers } from './papers.tsx'
import { Preview } from './preview.tsx'
import { isUnsettled, type Settling, useSettlement } from './settlement.ts'

type CaseProps = {
  readonly invoiceId: string
  readonly isPhone: boolean
  /** Opens the next case. */
  readonly leave: () => void
}

export function Case({ invoiceId, isPhone, leave }: CaseProps) {
  const path = `/supplier-invoices/${invoiceId}/papers`
  const { document: papers, etag, problem, refetch } = useDocument<PapersView>(path)
  if (problem) return <Refusal problem={problem} onRetry={() => void refetch()} />
  if (!papers) return <p role="status">Laying out the papers</p>
  return <Laid papers={papers} etag={etag} leave={leave} isPhone={isPhone} />
}

type LaidProps = Omit<CaseProps, 'invoiceId'> & {
  readonly papers: PapersView
  readonly etag: string | undefined
}

function Laid({ papers, etag, leave, isPhone }: LaidProps) {
  const { invoice } = papers
  const isOpen = isUnsettled(papers)
  const settling = useSettlement(papers, etag, leave)
  const { options, option, isReady, isRunning, run } = settling
  const reason = useRef<HTMLInputElement>(null)
  const press = () => (isReady ? run() : reason.current?.focus())
  useKeys({
    [options.map((_, at) => `${at + 1}`).join(' ') || '1']: {
      label: 'settle',
      run: (key) => {
        const chosen = options[Number(key) - 1]
        if (chosen) settling.choose(chosen.way)
      },
      isOff: options.length === 0,
    },
    p: { label: option?.verb.toLowerCase() ?? '', run: press, isOff: option === undefined },
  })
  return (
    <section className={styles.case} aria-label={`Invoice ${invoice.supplierNumber}`}>
      <header className={styles.caseHead}>
        {isPhone ? (
          <ScreenLink to="/match-queue" className={ui.link}>
            All
          </ScreenLink>
        ) : null}
        <h2>
          <ScreenLink to={`/invoices/${invoice.id}`}>{invoice.supplierNumber}</ScreenLink>
        </h2>
        <span className={styles.caseName}>{invoice.supplierName}</span>
        <State papers={papers} />
        <span className={styles.caseDays}>
          captured {instantText(invoice.capturedAt)} · due {dayText(invoice.dueOn)}
        </span>
      </header>
      <div className={styles.caseBody}>
        <Papers papers={papers} />
        <div className={styles.lower}>
          <Checks papers={papers} />
          <div className={styles.settle}>
            <Settlement settling={settling} reasonField={reason} isSettled={!isOpen} />
            {isOpen && option?.way !== 'reject' ? <Preview invoiceId={invoice.id} /> : null}
          </div>
        </div>
      </div>
      {option ? (
        <DecisionBar
          sentence={isReady ? option.sentence : `${option.sentence} Write a reason to go on.`}
        >
          <Button
            loading={isRunning}
            disabled={!isReady}
            onClick={run}
            rightSection={<ButtonKey name="p" />}
          >
            {option.verb}
          </Button>
        </DecisionBar>
      ) : null}
    </section>
  )
}

function State({ papers }: { readonly papers: PapersView }) {
  const all = checksOf(papers)
  const failing = all.filter(({ outcome }) => outcome === 'fails').length
  if (isUnsettled(papers) && failing > 0) {
    const lead = papers.invoice.status === 'held' ? 'Held, ' : ''
    return (
      <StatusBadge tone="crit">
        {`${lead}${failing} of ${all.length} checks ${failing === 1 ? 'fails' : 'fail'}`}
      </StatusBadge>
    )
  }
  const { status } = papers.invoice
  if (status === 'held') return <StatusBadge tone="ok">Fits now</StatusBadge>
  return (
    <StatusBadge tone="neutral">
      {status === 'captured' ? 'Not matched yet' : sentence(status)}
    </StatusBadge>
  )
}

type SettlementProps = {
  readonly settling: Settling
  readonly reasonField: React.RefObject<HTMLInputElement | null>
  readonly isSettled: boolean
}

function Settlement({ settling, reasonField, isSettled }: SettlementProps) {
  const { options, option, choose, reason, setReason, problem, run } = settling
  if (isSettled) return <p className={styles.none}>This invoice is settled. Open it to see how.</p>
  if (option === undefined) {
    return <p className={styles.none}>You may read this queue, but not settle what waits in it.</p>
  }
  return (
    <form
      aria-label="Settlement"
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
    >
      <fieldset className={styles.options}>
        <legend>Settlement</legend>
        {options.map((each) => (
          <label key={each.way} data-on={each === option || undefined}>
            <input
              type="radio"
              name="settlement"
              checked={each === option}
              onChange={() => choose(each.way)}
              aria-label={each.title}
            />
            <span>
              <b className={styles.optionTitle}>{each.title}</b>
              {each.isSuggested ? <StatusBadge tone="ok">Suggested</StatusBadge> : null}
              <small>{each.note}</small>
            </span>
            <span className={styles.optionPays}>{each.pays}</span>
          </label>
        ))}
      </fieldset>
      {option.asksReason ? (
        <TextInput
          ref={reasonField}
          label="Reason"
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      {problem ? <Refusal problem={problem} sentence="Nothing was posted." /> : null}
    </form>
  )
}
