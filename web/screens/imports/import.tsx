import { Tabs } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

import type { ImportView } from '#contracts/records/imports'

import { useDocument } from '../../api/queries.ts'
import { countText } from '../../look/format.ts'
import { Figures } from '../../parts/figures.tsx'
import { Progress } from '../../parts/progress.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Page } from '../../shell/page.tsx'
import { Decision } from './decision.tsx'
import { ErrorGroups } from './error-groups.tsx'
import styles from './imports.module.css'
import { ImportMapping } from './mapping.tsx'
import { ImportRows } from './rows.tsx'
import { ImportStatus, isWorking } from './status.tsx'

const crumb = { label: 'Imports', to: '/imports' }
const askAgainMs = 500

/** One file on its way in: columns, check, preview, commit. */
export function Import() {
  const { importId = '' } = useParams({ strict: false }) as { importId?: string }
  const path = `/imports/${importId}`
  const { document: found, problem, refetch } = useDocument<ImportView>(path)
  const isBusy = found !== undefined && isWorking(found)
  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(() => void refetch(), askAgainMs)
    return () => clearInterval(timer)
  }, [isBusy, refetch])
  if (problem) {
    return (
      <Page title="Import" crumb={crumb}>
        <Refusal problem={problem} />
      </Page>
    )
  }
  if (!found) {
    return (
      <Page title="Import" crumb={crumb}>
        <p role="status">Reading the import</p>
      </Page>
    )
  }
  return (
    <Page
      title={found.fileName}
      crumb={crumb}
      badges={<ImportStatus of={found} />}
      note={`${found.title}, ${countText(found.rowCount)} rows`}
      foot={<Decision found={found} />}
    >
      {found.problem ? <p className={styles.problem}>{found.problem}</p> : null}
      {isBusy ? (
        <div className={styles.progress}>
          <Progress
            title={found.status === 'checking' ? 'Checking every row' : 'Committing'}
            done={found.doneCount}
            total={found.rowCount}
          />
        </div>
      ) : null}
      {found.status === 'uploaded' || found.status === 'discarded' ? (
        <ImportMapping found={found} />
      ) : (
        <Checked found={found} />
      )}
    </Page>
  )
}

/** What else to know of the check: what is left out, what is added beside the records. */
function Notes({ found }: { readonly found: ImportView }) {
  const { unmappedColumns, notes, clearedAt } = found
  const sentences = [
    ...(unmappedColumns.length > 0
      ? [`Not brought, since they feed nothing of ours: ${unmappedColumns.join(', ')}.`]
      : []),
    ...notes.map(({ detail, firstRow }) => `${detail} First named in row ${firstRow}.`),
    ...(clearedAt === null ? [] : ['Its rows were deleted 30 days later; the counts stay.']),
  ]
  return sentences.map((sentence) => (
    <p key={sentence} role="note" className={styles.note}>
      {sentence}
    </p>
  ))
}

function Checked({ found }: { readonly found: ImportView }) {
  const [tab, setTab] = useState<string | null>(found.errorCount > 0 ? 'errors' : 'rows')
  return (
    <>
      <Figures
        figures={[
          { label: 'New', value: countText(found.addCount) },
          { label: 'Changed', value: countText(found.changeCount) },
          { label: 'As they are', value: countText(found.sameCount) },
          {
            label: 'With errors',
            value: countText(found.errorCount),
            ...(found.errorCount > 0 ? { tone: 'crit' as const, note: 'to correct' } : {}),
          },
        ]}
      />
      <Notes found={found} />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="rows">Preview</Tabs.Tab>
          <Tabs.Tab value="errors">Errors {countText(found.errorCount)}</Tabs.Tab>
          <Tabs.Tab value="columns">Columns</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rows">
          <ImportRows found={found} />
        </Tabs.Panel>
        <Tabs.Panel value="errors">
          <ErrorGroups found={found} />
        </Tabs.Panel>
        <Tabs.Panel value="columns">
          <ImportMapping found={found} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
