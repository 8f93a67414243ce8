import { Button } from '@mantine/core'
import { useState } from 'react'

import type { PolicyRound, PolicyView, PreviewEntrant } from '#contracts/flow/policies'

import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { decimalText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import { useBookCurrency } from './matrix.tsx'
import { NewDraft } from './new-draft.tsx'
import styles from './policies.module.css'
import { achievedText, methodWords, minorText, ruleName } from './words.ts'

type TournamentProps = { readonly policy: PolicyView }

type Contest = {
  readonly id: string
  readonly name: string
  readonly present: string
  readonly winner: string
  readonly entrants: readonly PreviewEntrant[]
  /** Of the policy in force: how long the winner leads. */
  readonly round: PolicyRound | undefined
}

/** Every method replayed at the same target: the present one stays until another is better for some rounds. */
export function Tournament({ policy }: TournamentProps) {
  const mayWrite = usePermission('policies.write')
  const [isAdopting, setAdopting] = useState(false)
  const currency = useBookCurrency()
  const contests = contestsOf(policy)
  if (contests.length === 0) return null
  const isAdvised = policy.rounds.some((round) => round.isAdvised)
  const { tournamentMargin, tournamentRounds } = policy.settings
  return (
    <section aria-labelledby="tournament">
      <div className={styles.headed}>
        <h2 id="tournament">Methods compared</h2>
        {isAdvised && mayWrite ? (
          <Button variant="default" size="compact-sm" onClick={() => setAdopting(true)}>
            Draft what is advised…
          </Button>
        ) : null}
      </div>
      <p className={styles.padded}>
        Replayed at the same target, without limits. Another method is advised when holding and
        ordering cost {decimalText(String(Math.round(tournamentMargin * 1000) / 10))} % less than
        now, {tournamentRounds} rounds in a row; a round is played every four weeks.
      </p>
      <Scrollable label="Table of methods">
        <table className={ui.table}>
          <caption>Methods at the same target, by rule</caption>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">Method</th>
              {['Fill', 'Stock value', 'Orders a year', 'Costs a year'].map((head) => (
                <th key={head} scope="col" data-num>
                  {head}
                </th>
              ))}
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          {contests.map((contest) => (
            <tbody key={contest.id}>
              {contest.entrants.map((entrant, at) => (
                <tr key={entrant.method}>
                  {at === 0 ? (
                    <th scope="rowgroup" rowSpan={contest.entrants.length}>
                      {contest.name}
                    </th>
                  ) : null}
                  <td>{methodWords[entrant.method]}</td>
                  <td data-num>{achievedText(entrant.outcome.fill)}</td>
                  <td data-num>{minorText(entrant.outcome.stockValueMinor, currency)}</td>
                  <td data-num>{decimalText(entrant.outcome.ordersPerYear.toFixed(0))}</td>
                  <td data-num>{minorText(entrant.yearCostMinor, currency)}</td>
                  <td>
                    <Verdict contest={contest} method={entrant.method} />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </Scrollable>
      {isAdopting ? <NewDraft adoptsAdvice close={() => setAdopting(false)} /> : null}
    </section>
  )
}

type VerdictProps = { readonly contest: Contest; readonly method: string }

function Verdict({ contest, method }: VerdictProps) {
  const { present, winner, round } = contest
  if (method === present && method === winner) return <StatusBadge tone="ok">Stays</StatusBadge>
  if (method === present) return <span>now</span>
  if (method !== winner) return <span>–</span>
  if (round?.isAdvised) return <StatusBadge tone="proposed">Advised</StatusBadge>
  if (round === undefined) return <span>better</span>
  return (
    <span>
      leads {round.leadRounds} {round.leadRounds === 1 ? 'round' : 'rounds'}, since replayed{' '}
      {dayText(round.madeOn)}
    </span>
  )
}

/** Of the policy in force the latest rounds; of a draft what its preview found. */
function contestsOf({ status, preview, rules, rounds }: PolicyView): readonly Contest[] {
  if (status === 'active') {
    return rounds.map((round): Contest => {
      const { segment, categoryId, placeId, present, winner, entrants } = round
      const rule = rules.find(
        (one) =>
          one.segment === segment &&
          (one.category?.id ?? null) === categoryId &&
          (one.place?.id ?? null) === placeId,
      )
      const id = `${segment} ${categoryId} ${placeId}`
      return { id, name: rule ? ruleName(rule) : segment, present, winner, entrants, round }
    })
  }
  const lines = status === 'draft' && preview?.status === 'done' ? preview.lines : []
  return lines.flatMap(({ ruleId, segment, contest }) => {
    const rule = rules.find(({ id }) => id === ruleId)
    if (contest === null || rule === undefined) return []
    const { winner, entrants } = contest
    const name = ruleName(rule) || segment
    return [{ id: ruleId, name, present: rule.method, winner, entrants, round: undefined }]
  })
}
