/** The door of shipping: sold goods leave, and their cost with them. */

export { type IssueOutcome, type IssueSale, issueSale } from './actions/issue-sale.ts'
export type { LineToIssue } from './actions/read-issue-lines.ts'
export { type ReverseIssue, reverseIssue } from './actions/reverse-issue.ts'
export type { IssueId } from './issue.ts'
