import { IconPaperclip } from '@tabler/icons-react'

import { organizationUrl } from '../../api/client.ts'
import { useDocument, useOrganization } from '../../api/queries.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { Refusal } from '../../parts/refusal.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import mail from './mail.module.css'
import { type MailContent, type MailMessage, mailWord } from './mail.ts'

export type MailPanelProps = {
  readonly message: MailMessage | undefined
  readonly close: () => void
}

export function MailPanel({ message, close }: MailPanelProps) {
  return (
    <SidePanel title="Message" isOpen={message !== undefined} close={close} isCloseable>
      {message ? <Message message={message} /> : null}
    </SidePanel>
  )
}

function Message({ message }: { readonly message: MailMessage }) {
  const { document, problem } = useDocument<MailContent>(`/mail-messages/${message.id}`)
  const organization = useOrganization()
  const word = mailWord(message.status)
  return (
    <>
      <section>
        <h3 className={mail.subject}>{message.subject}</h3>
        <div className={`${ui.row} ${ui.small} ${ui.soft}`}>
          <StatusBadge tone={word.tone}>{word.label}</StatusBadge>
          <span className={ui.ellipsis}>to {message.to}</span>
        </div>
        {message.problem ? (
          <p className={mail.problem}>
            The mail server said: {message.problem}. Tried {message.attempts} times. Correct the
            address at the supplier and release again.
          </p>
        ) : null}
      </section>
      <section className={mail.body}>
        {problem ? <Refusal problem={problem} /> : null}
        {document ? <Linked text={document.body} /> : null}
        {document?.attachments.map(({ fileName }) => (
          <div key={fileName} className={mail.attachment}>
            <IconPaperclip size={14} stroke={1.7} aria-hidden="true" />
            <a
              href={organizationUrl(organization, `/mail-messages/${message.id}/document.pdf`)}
              download={fileName}
            >
              {fileName}
            </a>
          </div>
        ))}
      </section>
    </>
  )
}

const linkPattern = /((?:https?:\/|\/s)\/\S+)/
const isLink = /^(https?:\/|\/s)\//

/** Without a mail server the link to the supplier's page is followed from here. */
function Linked({ text }: { readonly text: string }) {
  return (
    <p className={mail.text}>
      {text.split(linkPattern).map((part) =>
        isLink.test(part) ? (
          <a key={part} href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  )
}
