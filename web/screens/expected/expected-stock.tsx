import { Page } from '../../shell/page.tsx'
import { ExpectationList } from './expectation-list.tsx'

/** What suppliers still owe us, and when it should be here. */
export function ExpectedStock() {
  return (
    <Page title="Expected stock" isFixed>
      <ExpectationList />
    </Page>
  )
}
