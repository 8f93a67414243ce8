import type { ParseArgsOptionsConfig } from 'node:util'

export type Values = Readonly<Record<string, string | boolean | undefined>>

export type Command = {
  /** Behind `landfall`, as a person types it. */
  readonly usage: string
  readonly options?: ParseArgsOptionsConfig
  readonly run: (values: Values, positionals: readonly string[]) => Promise<void>
}

/** What the person asked for can't be done as asked; shown without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export function textValue(values: Values, name: string): string {
  const value = values[name]
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  throw new UsageError(`--${name} is missing.`)
}

export function optionalText(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
