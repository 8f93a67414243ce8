import { useMediaQuery } from '@mantine/hooks'

/** One thing at a time, targets for thumbs. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 49.99em)', isNow('(max-width: 49.99em)'))
}

/** The side panel, and the rail, become drawers. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 74.99em)', isNow('(max-width: 74.99em)'))
}

function isNow(query: string): boolean {
  return globalThis.matchMedia(query).matches
}
