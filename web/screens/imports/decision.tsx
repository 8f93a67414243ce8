import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'

import type { ImportView } from '#contracts/records/imports'

import { useAct } from '../../api/acts.ts'
import { countText } from '../../look/format.ts'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { useGo } from '../../shell/link.tsx'

/** The next step of this import, said before it is done. */
export function Decision({ found }: { readonly found: ImportView }) {
  const go = useGo()
  const [skips, setSkips] = useState(false)
  const path = `/imports/${found.id}`
  const check = useAct(() => ({ path: `${path}/check` }))
  const commit = useAct<void, ImportView>(
    () => ({ path: `${path}/commit`, body: skips ? { skipErrors: true } : {} }),
    (view) => {
      if (view.status === 'committed') toast({ text: `${found.fileName} is committed.` })
    },
  )
  const discard = useAct(
    () => ({ method: 'DELETE' as const, path }),
    () => go('/imports'),
  )
  const { isChecked, changes, canCheck, canCommit } = nextOf(found, skips)
  useKeys({
    'mod+Enter': {
      label: isChecked ? 'commit' : 'check every row',
      run: () => void (isChecked ? commit.run() : check.run()),
      isOff: !(canCheck || canCommit),
    },
  })
  if (!['uploaded', 'checked', 'failed'].includes(found.status)) return null
  const problem = check.problem ?? commit.problem ?? discard.problem
  return (
    <>
      {problem ? <Refusal problem={problem} /> : null}
      <DecisionBar sentence={sentenceOf(found, skips)}>
        {isChecked && found.errorCount > 0 ? (
          <Checkbox
            label="Leave rows with errors out"
            checked={skips}
            onChange={(event) => setSkips(event.currentTarget.checked)}
          />
        ) : null}
        <Button variant="default" loading={discard.isRunning} onClick={() => void discard.run()}>
          Throw away
        </Button>
        {isChecked ? (
          <Button
            disabled={!canCommit}
            loading={commit.isRunning}
            onClick={() => void commit.run()}
          >
            Commit {countText(changes)} {changes === 1 ? 'record' : 'records'}
          </Button>
        ) : (
          <Button disabled={!canCheck} loading={check.isRunning} onClick={() => void check.run()}>
            Check every row
          </Button>
        )}
      </DecisionBar>
    </>
  )
}

function nextOf(found: ImportView, skips: boolean) {
  const isChecked = found.status === 'checked'
  const changes = found.addCount + found.changeCount
  const canCheck = found.status === 'uploaded' && found.missingFields.length === 0
  const canCommit = isChecked && changes > 0 && (found.errorCount === 0 || skips)
  return { isChecked, changes, canCheck, canCommit }
}

function sentenceOf(found: ImportView, skips: boolean): string {
  if (found.status !== 'checked') {
    return found.missingFields.length > 0
      ? `Say which column holds: ${found.missingFields.join(', ')}.`
      : 'Reads each row and compares it with what is there. Nothing is written.'
  }
  if (found.errorCount > 0 && !skips) {
    return 'Correct the rows with errors and bring the file again, or leave them out.'
  }
  if (found.addCount + found.changeCount === 0) return 'Everything in this file is there already.'
  return `Adds ${countText(found.addCount)} and changes ${countText(found.changeCount)}, all of it or nothing.`
}
