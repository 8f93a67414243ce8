import { Button, FileInput, Select } from '@mantine/core'
import { useState } from 'react'

import type { ImportKindView, ImportView } from '#contracts/records/imports'

import { useAct } from '../../api/acts.ts'
import { organizationUrl, searchOf } from '../../api/client.ts'
import { useDocument, useOrganization } from '../../api/queries.ts'
import ui from '../../look/ui.module.css'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './imports.module.css'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What a file holds, and the file. Its columns are looked at next; nothing is written yet. */
export function UploadImport() {
  const go = useGo()
  const organization = useOrganization()
  const { document: found, problem } = useDocument<{ readonly items: readonly ImportKindView[] }>(
    '/import-kinds',
  )
  const [kindName, setKindName] = useState<string | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const [encoding, setEncoding] = useState<Encoding | null>(null)
  const kind = found?.items.find((each) => each.kind === kindName)
  const act = useAct<void, ImportView>(
    () => ({
      path: `/imports?${searchOf({ kind: kindName ?? '', fileName: file?.name, encoding: encoding ?? undefined })}`,
      body: file,
    }),
    ({ id }) => go(`/imports/${id}`),
  )
  const isReady = kind !== undefined && file !== null && !act.isRunning
  const upload = () => {
    if (isReady) void act.run()
  }
  useKeys({ 'mod+Enter': { label: 'upload', run: upload, isOff: !isReady } })
  return (
    <Page
      title="New import"
      crumb={{ label: 'Imports', to: '/imports' }}
      foot={
        <DecisionBar sentence="The file is read and its columns are shown. Nothing is written yet.">
          <Button disabled={!isReady} loading={act.isRunning} onClick={upload}>
            Upload the file
          </Button>
        </DecisionBar>
      }
    >
      {problem ? <Refusal problem={problem} /> : null}
      <div className={styles.form}>
        <Select
          label="What the file holds"
          required
          data={(found?.items ?? []).map((each) => ({ value: each.kind, label: each.title }))}
          value={kindName}
          onChange={setKindName}
        />
        <FileInput
          label="CSV file"
          required
          accept=".csv,.txt,.tsv,text/csv"
          placeholder="Choose a file"
          value={file}
          onChange={setFile}
        />
        <Select
          label="Encoding"
          clearable
          placeholder="UTF-8, or as the file says"
          data={[
            { value: 'windows-1252', label: 'Windows-1252 (older Excel)' },
            { value: 'utf-16le', label: 'UTF-16, little endian' },
          ]}
          value={encoding}
          onChange={(next) => setEncoding(next as Encoding | null)}
        />
      </div>
      {act.problem ? (
        <Refusal problem={act.problem} sentence="The file could not be read; nothing was kept." />
      ) : null}
      {kind ? (
        <section className={styles.columns} aria-label="Columns">
          <h2>
            Columns of {kind.title.toLowerCase()}{' '}
            <a
              href={organizationUrl(organization, `/import-kinds/${kind.kind}/template.csv`)}
              download
            >
              Download a template
            </a>
          </h2>
          <table className={ui.table}>
            <caption>Columns of {kind.title.toLowerCase()}</caption>
            <thead>
              <tr>
                <th scope="col">Column</th>
                <th scope="col">Needed</th>
                <th scope="col">What it says</th>
                <th scope="col">Example</th>
              </tr>
            </thead>
            <tbody>
              {kind.columns.map((column) => (
                <tr key={column.field}>
                  <td>{column.title}</td>
                  <td>{needText(column)}</td>
                  <td className={styles.help}>{column.help}</td>
                  <td>{column.example}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </Page>
  )
}

function needText(column: ImportKindView['columns'][number]): string {
  if (column.required) return 'Always'
  return column.requiredToAdd ? 'For new ones' : '–'
}
