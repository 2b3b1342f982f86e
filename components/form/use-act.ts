'use client'

import { unstable_rethrow } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import { say } from '../overlay/toaster'
import { type FormState, idle, unanswered } from './form-state'

/** One act at a time: what is pressed again while the answer is awaited is not sent, so a double click is one write. */
export function useAct(onDone?: () => void) {
  const [state, setState] = useState<FormState>(idle)
  const [busy, start] = useTransition()
  const sent = useRef(false)
  const run = (act: () => Promise<FormState>) => {
    if (sent.current) return
    sent.current = true
    start(async () => {
      const answer = await answerOf(act)
      sent.current = false
      setState(answer)
      if (answer.kind !== 'done') return
      say(answer.sentence)
      onDone?.()
    })
  }
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
