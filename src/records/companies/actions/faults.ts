import type { ErrorFact } from '#platform/http/problem'

export const companyUnknown: ErrorFact = {
  code: 'company_unknown',
  detail: 'Name a company that exists: list them under /companies.',
  pointer: '/companyId',
}

export function codeTaken(code: string): ErrorFact {
  const detail = `Choose another code: the company has a code ${code} already.`
  return { code: 'code_taken', detail, pointer: '/code' }
}
