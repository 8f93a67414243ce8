import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'bin/landfall.mjs',
    'src/edge/cli/{main,schema-tools}.ts',
    'src/edge/worker/main.ts',
    'src/edge/http/write-openapi.ts',
    'bench/*.ts',
    'bench/*/*.ts',
    'test/{run,check}.ts',
    'test/**/*.test.ts',
    'test/support/global-setup.ts',
    'src/**/*.test.ts',
    'web/main.tsx',
    'web/screens/*/screen.ts',
    'web/**/*.test.ts',
    'web/vite.config.ts',
  ],
  project: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'web/**/*.{ts,tsx}', 'bin/*.mjs'],
  ignoreExportsUsedInFile: true,
}

export default config
