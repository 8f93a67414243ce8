/**
 * The surroundings of a process that takes and gives back much memory: its C library asks for large pages, where
 * the system has them for whoever asks, and keeps up to 64 MB of what is given back, since the next statement asks
 * for as much again. A tenth of a planning run went into clearing pages. What somebody set themselves stays; where it
 * means nothing it does nothing.
 */
export function inLargePages(surroundings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { GLIBC_TUNABLES: memoryKept, ...surroundings }
}

const memoryKept = [
  'glibc.malloc.hugetlb=1',
  `glibc.malloc.trim_threshold=${64 * 1_048_576}`,
  `glibc.malloc.mmap_threshold=${32 * 1_048_576}`,
].join(':')

/** The same, for one that also keeps what it learned of its code: the next and its threads begin sooner. */
export function ofLongWork(surroundings: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: folder, ...inLargePages(surroundings) }
}
