import { useState } from 'react'

import { type Problem, problemOf } from './problem.ts'

/** For the few acts outside of any organization, which have no `useAct`: keeps what was refused. */
export function useRefusal(wordsOf: (problem: Problem) => Problem = (problem) => problem) {
  const [problem, setProblem] = useState<Problem>()
  const [isRunning, setRunning] = useState(false)
  const attempt = async (act: () => Promise<void>) => {
    setRunning(true)
    setProblem(undefined)
    try {
      await act()
    } catch (error) {
      const refusal = problemOf(error)
      if (refusal === undefined) throw error
      setProblem(wordsOf(refusal))
    } finally {
      setRunning(false)
    }
  }
  return { attempt, problem, isRunning }
}
