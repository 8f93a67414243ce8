import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { Problem, Reason } from '../api/problem.ts'
import { StatusBadge } from '../look/status-badge.tsx'
import parts from './parts.module.css'

export type RefusalProps = {
  readonly problem: Problem
  /** What could not be done, as a sentence: `PO-10523 can’t be released yet.` */
  readonly sentence?: ReactNode | undefined
  /** A way out beside a reason, such as a link to the order line. */
  readonly helpFor?: (reason: Reason) => ReactNode
  readonly onRetry?: () => void
  readonly onDismiss?: () => void
}

/** A no, with all its reasons at once and what to do about each. Announced when it appears. */
export function Refusal({ problem, sentence, helpFor, onRetry, onDismiss }: RefusalProps) {
  const isLost = problem.status === 0 || problem.status >= 500
  const { lead, rest, reasons } = wordsOf(problem, sentence)
  return (
    <section className={parts.refusal} role="alert" data-tone={isLost ? 'warn' : 'crit'}>
      <div className={parts.refusalHead}>
        <StatusBadge tone={isLost ? 'warn' : 'crit'}>{badgeOf(problem)}</StatusBadge>
        <span className={parts.refusalNote}>
          {problem.isOfRead ? readNoteOf(problem) : noteOf(problem)}
        </span>
        {onRetry ? (
          <button type="button" className={parts.textButton} onClick={onRetry}>
            Try again
          </button>
        ) : null}
        {onDismiss ? (
          <button type="button" className={parts.iconButton} onClick={onDismiss} aria-label="Close">
            <IconX size={14} stroke={1.8} aria-hidden="true" />
          </button>
        ) : null}
      </div>
      <p className={parts.refusalLead}>
        {lead} {reasons.length === 0 && problem.errors[0] ? helpFor?.(problem.errors[0]) : null}
      </p>
      {rest ? <p>{rest}</p> : null}
      {reasons.length > 0 ? (
        <ol className={parts.reasons}>
          {reasons.map((reason, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: reasons never change places
            <li key={at}>
              {reason.detail} {helpFor?.(reason)}
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  )
}

/** What is said first, and what is left to say. Never the same sentence twice. */
function wordsOf({ detail, errors }: Problem, sentence: ReactNode) {
  const [only] = errors
  if (sentence !== undefined) return { lead: sentence, rest: only ? '' : detail, reasons: errors }
  if (errors.length === 1) return { lead: only?.detail, rest: '', reasons: [] }
  const isPointer = detail.endsWith('see errors.')
  const lead = isPointer ? `${errors.length} things stand in the way.` : detail
  return { lead, rest: '', reasons: errors.filter((reason) => reason.detail !== detail) }
}

function badgeOf({ status }: Problem): string {
  if (status === 0) return 'No connection'
  if (status === 403) return 'Not allowed'
  if (status === 404) return 'Not found'
  if (status >= 500) return 'Failed'
  return 'Not done'
}

function noteOf({ status, code, errors }: Problem): string {
  if (code === 'failed') return 'a fault of ours'
  if (status === 0 || status >= 500) return 'pressing again is safe, it happens once'
  return errors.length > 1 ? `nothing was changed, ${errors.length} reasons` : 'nothing was changed'
}

/** Of what was to be read only: that nothing was changed goes without saying. */
function readNoteOf({ status, errors }: Problem): string {
  if (status === 403) return 'you may not read this'
  return errors.length > 1 ? `${errors.length} reasons` : ''
}
