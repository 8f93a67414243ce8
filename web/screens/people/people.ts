import type { Word } from '../../look/words.ts'

export const roles = ['owner', 'planner', 'buyer', 'receiver', 'ap_clerk', 'viewer'] as const

export type Role = (typeof roles)[number]

export const roleNames: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  planner: 'Planner',
  buyer: 'Buyer',
  receiver: 'Receiver',
  ap_clerk: 'AP clerk',
  viewer: 'Viewer',
}

export const roleHelp: Readonly<Record<Role, string>> = {
  owner: 'Everything, people and the closing of periods too.',
  planner: 'Demand, policy and proposals; drafts orders, sees the rest.',
  buyer: 'Records, imports, proposals and orders; sees the rest.',
  receiver: 'Receives, moves and returns goods.',
  ap_clerk: 'Captures, matches and releases invoices.',
  viewer: 'Sees everything but the audit.',
}

export const roleOptions = roles.map((value) => ({ value, label: roleNames[value] }))

export type Person = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly mustChangePassword: boolean
  readonly createdAt: string
}

export type ApiKey = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly hint: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

export function keyWord({ revokedAt, expiresAt }: ApiKey, now = new Date()): Word {
  if (revokedAt !== null) return { tone: 'neutral', label: 'Revoked' }
  if (expiresAt !== null && Date.parse(expiresAt) < now.getTime()) {
    return { tone: 'neutral', label: 'Expired' }
  }
  return { tone: 'ok', label: 'In use' }
}
