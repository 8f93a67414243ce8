import { Button } from '@mantine/core'

import type { PolicyRuleView } from '#contracts/flow/policies'

import styles from './policies.module.css'
import { isClaim, levelText, limitsText, methodWords, ruleName, targetText } from './words.ts'

export type RuleProps = {
  readonly rule: PolicyRuleView
  readonly currency: string
  readonly choose: ((rule: PolicyRuleView) => void) | undefined
  readonly remove?: (() => void) | undefined
}

/** What a rule promises and how it is kept. */
export function Rule({ rule, currency, choose, remove }: RuleProps) {
  const limits = limitsText(rule, currency)
  return (
    <>
      <div className={styles.title}>
        <b>{ruleName(rule)}</b>
        {choose ? (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`Change the rule of ${ruleName(rule)}`}
            onClick={() => choose(rule)}
          >
            Change
          </Button>
        ) : null}
        {remove ? (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`Remove the rule of ${ruleName(rule)}`}
            onClick={remove}
          >
            Remove
          </Button>
        ) : null}
      </div>
      <strong>{rule.method === 'none' ? methodWords.none : targetText(rule)}</strong>
      {rule.method === 'none' || isClaim(rule) ? null : (
        <span>
          {methodWords[rule.method]}, every {rule.reviewDays} days
        </span>
      )}
      {limits === '' ? null : <span>{limits}</span>}
      <small>{levelText(rule)}</small>
    </>
  )
}
