'use client'

import { unstable_rethrow } from 'next/navigation'
import { useState } from 'react'
import { say } from '../overlay/toaster'
import { type FormState, idle, unanswered } from './form-state'
import { useOnce } from './use-once'

/** An act of the server, and what it said. */
export function useAct(onDone?: () => void) {
  const [state, setState] = useState<FormState>(idle)
  const { busy, once } = useOnce()
  const run = (act: () => Promise<FormState>) =>
    once(async () => {
      const answer = await answerOf(act)
      setState(answer)
      if (answer.kind !== 'done') return
      say(answer.sentence, answer.undo)
      onDone?.()
    })
  return { state, busy, run }
}

async function answerOf(act: () => Promise<FormState>): Promise<FormState> {
  try {
    return await act()
  } catch (error) {
    unstable_rethrow(error)
    return unanswered
  }
}
