import type { ConnectionAddress } from './pool.ts'

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…`; a socket folder goes into `?host=`.
 *
 * `sslmode=require` encrypts and believes any certificate, as libpq does; `verify-full` checks it.
 */
export function addressFromUrl(url: string): ConnectionAddress {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new Error(
      'DATABASE_URL is not an address such as postgres://user:password@host:5432/postgres.',
    )
  }
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const sslMode = searchParams.get('sslmode')
  const ssl = {
    ...(sslMode === 'require' || sslMode === 'prefer'
      ? { ssl: { rejectUnauthorized: false } }
      : {}),
    ...(sslMode === 'verify-full' || sslMode === 'verify-ca' ? { ssl: true } : {}),
  }
  return {
    host: searchParams.get('host') ?? (hostname || 'localhost'),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || 'postgres',
    ...ssl,
  }
}
