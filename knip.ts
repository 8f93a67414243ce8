import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'src/edge/cli/{main,schema-tools}.ts',
    'src/edge/worker/main.ts',
    'src/edge/worker/apart-process.ts',
    'bench/*.ts',
    'bench/*/*.ts',
    'test/{run,check,what-failed}.ts',
    'test/**/*.test.ts',
    'test/browser/*.ts',
    'src/**/*.test.ts',
    'web/main.tsx',
    'web/screens/*/screen.ts',
    'web/**/*.test.ts',
    'web/vite.config.ts',
  ],
  project: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'web/**/*.{ts,tsx}', 'bin/*.mjs'],
  ignoreExportsUsedInFile: true,
  // The types of a door belong to what the door says, whoever spells them out.
  exclude: ['types'],
  // Named by the text of a command only; types of what only a benchmark and tests import.
  ignoreDependencies: ['@biomejs/biome', '@types/smtp-server'],
}

export default config
