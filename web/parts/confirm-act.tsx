import { Button, Modal } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'

import type { Problem } from '../api/problem.ts'
import { useKeys } from './keys/keys.ts'
import parts from './parts.module.css'
import { Refusal } from './refusal.tsx'

export type ConfirmActProps = {
  /** The question: `Release PO-10482?` */
  readonly title: string
  readonly isOpen: boolean
  readonly close: () => void
  /** What it will do, in a sentence. */
  readonly sentence: ReactNode
  /** The verb with its object: `Release and mail`. */
  readonly verb: string
  readonly run: () => void
  readonly isRunning?: boolean
  readonly isDisabled?: boolean
  readonly problem?: Problem | undefined
  /** What else should be known before it is done. */
  readonly facts?: ReactNode
  /** Fields that the act needs, such as a reason. */
  readonly children?: ReactNode
  readonly size?: number
}

/** An act that asks for more before it is done. Enter does it, Escape leaves. */
export function ConfirmAct(props: ConfirmActProps) {
  const { title, isOpen, close, sentence, verb, run, children, problem, size = 440 } = props
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!props.isRunning && !props.isDisabled) run()
  }
  return (
    <Modal opened={isOpen} onClose={close} title={title} size={size}>
      <SubmitKey submit={() => !props.isRunning && !props.isDisabled && run()} />
      <form onSubmit={submit} className={parts.confirm}>
        {props.facts}
        {children}
        {problem ? <Refusal problem={problem} /> : null}
        <p className={parts.confirmSentence}>{sentence}</p>
        <div className={parts.confirmActs}>
          <Button variant="default" onClick={close}>
            Leave
          </Button>
          <Button
            type="submit"
            loading={props.isRunning ?? false}
            disabled={props.isDisabled ?? false}
            data-autofocus={children ? undefined : true}
          >
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** From inside a text area, where Enter is a new line. */
function SubmitKey({ submit }: { readonly submit: () => void }) {
  useKeys({ 'mod+Enter': { label: 'do it', run: submit, isQuiet: true } }, { isModal: true })
  return null
}
