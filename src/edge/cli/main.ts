/** The command line: which commands there are, and how their failures are told. */
import { parseArgs } from 'node:util'

import { ConfigError } from '#platform/config'
import { FolderInUseError } from '#platform/postgres/server'

import { type Command, print, UsageError } from './command.ts'

/** Loaded only when asked for, so that each command holds in memory what it needs and no more. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  demo: async () => (await import('./run-demo.ts')).runDemo,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  'org create': async () => (await import('./org.ts')).createOrganization,
  'org list': async () => (await import('./org.ts')).listOrganizations,
  'key create': async () => (await import('./key.ts')).createKey,
  import: async () => (await import('./import.ts')).importFile,
  compile: async () => (await import('./compile.ts')).compile,
  doctor: async () => (await import('./doctor.ts')).doctor,
}

const help = `landfall <command>

  start         runs Landfall on the data folder (LANDFALL_DATA, PORT, HOST)
  demo          runs it on a throw-away folder with a demo company
  migrate       brings the control database and all organizations up to date
  org create    --slug acme --name "Acme Ltd"
  org list
  key create    --org acme --name "Shop" --role buyer
  import        --org acme --kind items items.csv
  doctor        checks the installation and the books

Settings: LANDFALL_DATA, PORT, HOST, DATABASE_URL, LANDFALL_SECRET, LANDFALL_URL, SMTP_URL, MAIL_FROM, LOG_LEVEL`

await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  const [first = 'help', second = ''] = args
  const isPair = `${first} ${second}` in commands
  const load = commands[isPair ? `${first} ${second}` : first]
  if (load === undefined) {
    const asksForHelp = ['help', '--help', '-h'].includes(first)
    print(asksForHelp ? help : `There is no command "${args.join(' ')}".\n\n${help}`)
    process.exitCode = asksForHelp ? 0 : 2
    return
  }
  try {
    const command = await load()
    const { values, positionals } = parse(command, args.slice(isPair ? 2 : 1))
    if (values['help'] === true) print(`landfall ${command.usage}`)
    else await command.run(values, positionals)
  } catch (error) {
    process.stderr.write(`${told(error)}\n`)
    process.exitCode = 1
  }
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean' }, ...command.options },
    }) as { values: Record<string, string | boolean | undefined>; positionals: string[] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${reason}\nUsage: landfall ${command.usage}`)
  }
}

function told(error: unknown): string {
  const isExpected =
    error instanceof UsageError || error instanceof ConfigError || error instanceof FolderInUseError
  if (isExpected) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
