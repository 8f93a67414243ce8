import type { Problem } from '../api/problem.ts'
import { Page } from '../shell/page.tsx'
import { Refusal } from './refusal.tsx'

export type UnreadPageProps = {
  /** What kind of document it is: `Receipt`. */
  readonly title: string
  readonly crumb: { readonly label: string; readonly to: string }
  /** Why it can't be shown; without one it is still being read. */
  readonly problem: Problem | undefined
}

/** A document's page while it is not there: on its way, or refused. */
export function UnreadPage({ title, crumb, problem }: UnreadPageProps) {
  return (
    <Page title={title} crumb={crumb}>
      {problem ? (
        <Refusal problem={problem} />
      ) : (
        <p role="status">Reading the {title.toLowerCase()}</p>
      )}
    </Page>
  )
}
