export type AuditEvent = {
  readonly id: string
  readonly at: string
  readonly actor: { readonly kind: string; readonly name: string }
  readonly action: string
  readonly table: string
  readonly rowId: string
  /** The new row, or of each changed field its old and new value. */
  readonly changes: Readonly<Record<string, unknown>>
}

export type FieldChange = { readonly field: string; readonly was: string; readonly is: string }

const verbs: Readonly<Record<string, string>> = {
  insert: 'Added',
  update: 'Changed',
  delete: 'Removed',
}

export function verbOf({ action }: AuditEvent): string {
  return verbs[action] ?? action
}

/** `purchase_order` as `purchase order`. */
export function thingOf({ table }: AuditEvent): string {
  return table.replaceAll('_', ' ')
}

/** Field by field; the version counts changes and says nothing itself. */
export function fieldChanges({ action, changes }: AuditEvent): readonly FieldChange[] {
  return Object.entries(changes)
    .filter(([field]) => field !== 'version')
    .map(([field, value]) => {
      const isPair = action === 'update' && Array.isArray(value)
      const [was, is] = isPair ? value : action === 'delete' ? [value, null] : [null, value]
      return { field, was: textOf(was), is: textOf(is) }
    })
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
