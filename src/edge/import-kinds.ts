/** What can come by file, upstream first: each kind names only records of the kinds before it. */
import { importKinds as byName } from '#records/imports'
import { itemsImport } from '#records/items'

export const importKinds = byName([itemsImport])
