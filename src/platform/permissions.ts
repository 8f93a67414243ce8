/** What an actor may do, as closed lists, so that roles can be shown and checked as data. */
export const permissions = [
  'records.read',
  'records.write',
  'imports.run',
  'demand.read',
  'demand.write',
  'plans.read',
  'plans.write',
  'policies.write',
  'orders.read',
  'orders.write',
  'orders.approve',
  'orders.release',
  'orders.answer',
  'receipts.read',
  'receipts.post',
  'stock.read',
  'stock.adjust',
  'stock.issue',
  'returns.post',
  'invoices.read',
  'invoices.capture',
  'invoices.match',
  'invoices.release',
  'ledger.read',
  'ledger.post',
  'ledger.close',
  'people.manage',
  'audit.read',
] as const

export type Permission = (typeof permissions)[number]

export const roles = ['owner', 'planner', 'buyer', 'receiver', 'ap_clerk', 'viewer'] as const

export type Role = (typeof roles)[number]

const readPermissions = permissions.filter(
  (permission) => permission.endsWith('.read') && permission !== 'audit.read',
)

const permissionsByRole: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(permissions),
  planner: new Set<Permission>([
    ...readPermissions,
    'records.write',
    'imports.run',
    'demand.write',
    'plans.write',
    'policies.write',
    'orders.write',
  ]),
  buyer: new Set<Permission>([
    ...readPermissions,
    'records.write',
    'imports.run',
    'demand.write',
    'plans.write',
    'orders.write',
    'orders.approve',
    'orders.release',
    'orders.answer',
  ]),
  receiver: new Set<Permission>([
    'records.read',
    'orders.read',
    'receipts.read',
    'receipts.post',
    'stock.read',
    'stock.adjust',
    'stock.issue',
    'returns.post',
  ]),
  ap_clerk: new Set<Permission>([
    'imports.run',
    'records.read',
    'orders.read',
    'receipts.read',
    'stock.read',
    'invoices.read',
    'invoices.capture',
    'invoices.match',
    'invoices.release',
    'ledger.read',
  ]),
  viewer: new Set(readPermissions),
}

export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return permissionsByRole[role]
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}
