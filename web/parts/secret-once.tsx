import { Button, CopyButton, Modal } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

import parts from './parts.module.css'

export type SecretOnceProps = {
  readonly title: string
  /** Null when the server has shown it before and no longer knows it. */
  readonly secret: string | null
  readonly forWhom: string
  readonly close: () => void
}

/** A secret that is shown this once. Closes only by its button, never by a click beside it. */
export function SecretOnce({ title, secret, forWhom, close }: SecretOnceProps) {
  return (
    <Modal
      opened
      onClose={close}
      title={`${title} for ${forWhom}`}
      size={440}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <div className={parts.confirm}>
        {secret === null ? (
          <p>It was shown before and can’t be shown again. Make another.</p>
        ) : (
          <>
            <p>Hand it on now. It is shown this once.</p>
            <code className={parts.secret}>{secret}</code>
          </>
        )}
        <div className={parts.confirmActs}>
          {secret === null ? null : (
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  onClick={copy}
                  leftSection={
                    copied ? (
                      <IconCheck size={14} aria-hidden="true" />
                    ) : (
                      <IconCopy size={14} aria-hidden="true" />
                    )
                  }
                >
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          )}
          <Button onClick={close} data-autofocus>
            I have it
          </Button>
        </div>
      </div>
    </Modal>
  )
}
