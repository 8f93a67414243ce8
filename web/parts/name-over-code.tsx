import parts from './parts.module.css'

/** A record in two lines: its name, then its code in help colour. */
export function NameOverCode({ name, code }: { readonly name: string; readonly code: string }) {
  return (
    <span className={parts.nameOverCode} title={name}>
      <span>{name}</span>
      <small>{code}</small>
    </span>
  )
}
