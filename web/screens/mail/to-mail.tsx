import { Navigate } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'

/** `/admin/mail` means the mail of the first organization one belongs to. */
export function ToMail() {
  const { user, organizations } = useSession()
  const [first] = organizations
  if (user === null) return <Navigate to="/sign-in" search={{ back: '/admin/mail' } as never} />
  return <Navigate to={first ? `/${first.slug}/admin/mail` : '/'} replace />
}
