/** A bounded pool of connections to one database, with Kysely on top and prepared statements below. */
import { availableParallelism } from 'node:os'
import {
  CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SingleConnectionProvider,
  Transaction,
} from 'kysely'
import pg from 'pg'

import { statementName } from './statements.ts'
import { valueTypes } from './values.ts'

export type ConnectionAddress = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly ssl?: pg.PoolConfig['ssl']
}

export type PoolOptions = {
  readonly connectionsMax?: number
  readonly applicationName?: string
  /** Told of connections that were lost; the next request simply opens another. */
  readonly onError?: (error: Error) => void
}

export type DatabasePool<DB> = {
  readonly address: ConnectionAddress
  readonly pool: pg.Pool
  readonly db: Kysely<DB>
  /** The query builder on one connection that is already inside a transaction. */
  readonly transactionOn: (client: pg.PoolClient) => Transaction<DB>
  readonly close: () => Promise<void>
}

/** More sessions at work than processors can serve cost each of them its caches: a tenth of an act. */
const connectionsMaxUsual = Math.min(10, 2 * availableParallelism() + 2)
const idleMsMax = 30_000
const lockWaitMsMax = 5_000
const statementMsMax = 120_000
const connectMsMax = 10_000

export function openPool<DB>(
  address: ConnectionAddress,
  options: PoolOptions = {},
): DatabasePool<DB> {
  const pool = new pg.Pool({
    ...address,
    types: valueTypes,
    max: options.connectionsMax ?? connectionsMaxUsual,
    idleTimeoutMillis: idleMsMax,
    connectionTimeoutMillis: connectMsMax,
    application_name: options.applicationName ?? 'landfall',
    lock_timeout: lockWaitMsMax,
    statement_timeout: statementMsMax,
    idle_in_transaction_session_timeout: statementMsMax,
    keepAlive: true,
  })
  const onLost = (error: Error) => {
    if (!pool.ending) options.onError?.(error)
  }
  // A connection that breaks must not take the process with it, be it idle or lent out.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', onLost))

  const adapter = new PostgresAdapter()
  const compiler = new PostgresQueryCompiler()
  const dialect: Dialect = {
    createAdapter: () => adapter,
    createQueryCompiler: () => compiler,
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
  const driver = poolDriver(pool)
  const config = { dialect }
  return {
    address,
    pool,
    db: new Kysely<DB>(config),
    transactionOn: (client) => {
      const provider = new SingleConnectionProvider(connectionOn(client))
      const executor = new DefaultQueryExecutor(compiler, adapter, provider, [])
      return new Transaction<DB>({ config, dialect, driver, executor })
    },
    close: () => pool.end(),
  }
}

type LentConnection = DatabaseConnection & { readonly client: pg.PoolClient }

function connectionOn(client: pg.PoolClient): LentConnection {
  return {
    client,
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      const name = statementName(query.sql)
      const result = await client.query({
        ...(name === undefined ? {} : { name }),
        text: query.sql,
        values: [...query.parameters],
      })
      const rows = (result.rows ?? []) as R[]
      if (result.rowCount === null || result.command === 'SELECT') return { rows }
      return { rows, numAffectedRows: BigInt(result.rowCount) }
    },
    streamQuery: () => {
      throw new Error('Read large results by page or by COPY; rows are not streamed here.')
    },
  }
}

function poolDriver(pool: pg.Pool): Driver {
  const lent = new WeakMap<DatabaseConnection, pg.PoolClient>()
  const run = async (connection: DatabaseConnection, text: string) => {
    await connection.executeQuery(CompiledQuery.raw(text))
  }
  return {
    init: async () => undefined,
    acquireConnection: async () => {
      const connection = connectionOn(await pool.connect())
      lent.set(connection, connection.client)
      return connection
    },
    beginTransaction: (connection) => run(connection, 'begin'),
    commitTransaction: (connection) => run(connection, 'commit'),
    rollbackTransaction: (connection) => run(connection, 'rollback'),
    releaseConnection: async (connection) => lent.get(connection)?.release(),
    destroy: () => pool.end(),
  }
}
