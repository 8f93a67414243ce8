#!/usr/bin/env node
/**
 * The starter. Plain JavaScript, so that it runs on whatever Node is there: installs what is missing,
 * builds the web app when it is stale, then runs the command line on a Node that reads TypeScript.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const installedStamp = join(root, 'node_modules/.landfall-installed')
const builtStamp = join(root, 'web/dist/.landfall-built')
const compiledFolder = join(root, 'node_modules/.cache/landfall')
const compiledStamp = join(compiledFolder, 'compiled')
const commandLine = join(root, 'src/edge/cli/main.ts')
/** Young objects get little room: V8 would keep 60 MB for them that a server of ours has no use for. */
const nodeOptions = ['--max-semi-space-size=8', '--disable-warning=ExperimentalWarning']
const oldestNode = [20, 0]
const oldestNodeForTypeScript = [22, 18]

try {
  requireNode()
  installWhenMissing()
  const [command] = process.argv.slice(2)
  process.env.NODE_COMPILE_CACHE ??= compiledFolder
  if (['prepare', 'start', 'demo'].includes(command)) {
    buildWebWhenStale()
    compileWhenStale()
  }
  if (command !== 'prepare') await runCommandLine()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}

function requireNode() {
  if (isAtLeast(oldestNode)) return
  throw new Error(
    `Landfall needs Node 20 or newer; this is ${process.version}. See https://nodejs.org`,
  )
}

function isAtLeast([major, minor]) {
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number)
  return ourMajor > major || (ourMajor === major && ourMinor >= minor)
}

function installWhenMissing() {
  const lockFile = readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256').update(lockFile).digest('hex')
  if (readIfThere(installedStamp) === wanted) return
  if (!isInstalled(JSON.parse(lockFile.toString('utf8')))) {
    say('Installing what Landfall needs (npm ci). This happens once.')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
    const installed = spawnSync(npm, [...args, '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    if (installed.error !== undefined) {
      throw new Error(`npm could not be started (${installed.error.message}). Install npm first.`)
    }
    if (installed.status !== 0) {
      throw new Error('npm ci failed; its message is above. Check the network and start again.')
    }
  }
  writeFileSync(installedStamp, wanted)
}

/** Whether an install by hand already put there what the lock file asks for. */
function isInstalled(lock) {
  const text = readIfThere(join(root, 'node_modules/.package-lock.json'))
  if (text === undefined) return false
  const there = JSON.parse(text).packages
  return Object.entries(lock.packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || there[path]?.version === version,
  )
}

function buildWebWhenStale() {
  const web = join(root, 'web')
  if (!existsSync(join(web, 'index.html'))) return
  const wanted = hashOf([web, join(root, 'package-lock.json'), ...contractFiles()])
  if (readIfThere(builtStamp) === wanted && existsSync(join(web, 'dist/index.html'))) return
  say('Building the web app.')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const built = spawnSync(
    nodeForTypeScript(),
    [vite, 'build', '--config', join(web, 'vite.config.ts'), '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } },
  )
  if (built.status !== 0) throw new Error('The web app could not be built; see the message above.')
  mkdirSync(dirname(builtStamp), { recursive: true })
  writeFileSync(builtStamp, wanted)
}

/**
 * Loads everything once in a process of its own, which keeps what it compiled: the server then starts
 * faster and needs 25 MB less in each process, since no TypeScript has to be read.
 */
function compileWhenStale() {
  const wanted = hashOf([join(root, 'src'), join(root, 'package-lock.json')]) + process.version
  if (readIfThere(compiledStamp) === wanted) return
  const compiled = spawnSync(nodeForTypeScript(), [commandLine, 'compile'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (compiled.status !== 0) throw new Error('Landfall could not be loaded; see above.')
  mkdirSync(compiledFolder, { recursive: true })
  writeFileSync(compiledStamp, wanted)
}

/** The web app may import these besides its own files. */
function contractFiles() {
  const source = join(root, 'src')
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('contract.ts') || /^kernel[\\/]/.test(path))
    .sort()
    .map((path) => join(source, path))
}

function hashOf(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const name = path.slice(root.length)
    if (/[\\/](dist|node_modules)$/.test(name)) return
    let entries
    try {
      entries = readdirSync(path)
    } catch {
      hash.update(name).update(readFileSync(path))
      return
    }
    for (const entry of entries.sort()) visit(join(path, entry))
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

/** In place of this process where the system can, so that no second one waits in memory. */
async function runCommandLine() {
  const args = [...nodeOptions, commandLine, ...process.argv.slice(2)]
  if (isAtLeast(oldestNodeForTypeScript) && process.execve !== undefined) {
    process.removeAllListeners('warning')
    process.execve(process.execPath, [process.execPath, ...args], process.env)
  }
  const child = spawn(nodeForTypeScript(), args, { stdio: 'inherit' })
  // Ctrl-C reaches the child by itself; we wait for it to stop gracefully.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}

function nodeForTypeScript() {
  if (isAtLeast(oldestNodeForTypeScript)) return process.execPath
  const system = process.platform === 'win32' ? 'win' : process.platform
  const program = process.platform === 'win32' ? 'node.exe' : 'bin/node'
  for (const path of [`node-${system}-${process.arch}/${program}`, '.bin/node']) {
    const node = join(root, 'node_modules', path)
    if (existsSync(node)) return node
  }
  throw new Error(
    `There is no Node 24 for ${process.platform} ${process.arch} in npm. ` +
      'Install Node 22.18 or newer from https://nodejs.org and start again.',
  )
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function say(text) {
  process.stderr.write(`${text}\n`)
}
