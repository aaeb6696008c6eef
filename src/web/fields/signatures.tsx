import { chainOf, nextSigners, type Resource, type Role, type Signature } from '#engine'
import { useOccasion, useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { shownIn } from './moments.ts'
import { useZone } from './surroundings.ts'
import { Faint } from './typed.tsx'
import type { FieldView, Place, Slip, TextProps } from './view.ts'

export const signaturesIn = (value: unknown): readonly Signature[] =>
  Array.isArray(value) ? (value as Signature[]) : []

/** One signature as it stands in its box. */
export function Signed({ signature }: { signature: Signature }) {
  const zone = useZone()
  return (
    <>
      {signature.opinion && <span className="opinion">{signature.opinion}</span>}
      <span className="signed">{signature.name}</span>
      {signature.deputyFor && <span className="faint">{say('blank.deputy', { name: signature.deputyFor })}</span>}
      <time dateTime={signature.at}>{shownIn(zone, signature.at)}</time>
    </>
  )
}

interface ChainProps {
  readonly resource: Resource
  readonly name: string
  readonly slip: Slip
  readonly on?: Place | undefined
}
/** The boxes of a chain of signers, in their order; whoever is next is marked while the slip waits for signatures. */
export function Chain({ resource, name, slip, on }: ChainProps) {
  const { house } = useOffice()
  const occasion = useOccasion(typeof slip.project === 'string' ? slip.project : null)
  const signatures = signaturesIn(slip[name])
  const guests = resource.form.fields[name]?.chain?.guests ?? {}
  const next = waits(resource, name, slip) ? nextSigners(resource, slip as never, name, occasion) : []
  return (
    <ol className="chain">
      {rolesOf(chainOf(resource, name, occasion), signatures).map((role) => {
        const signature = signatures.find((one) => one.role === role)
        const turn = !signature && next.includes(role)
        return (
          <li key={role} className={turn && on !== 'print' ? 'box next' : 'box'}>
            <span className="box-title">{house.roles[role]?.label ?? guests[role] ?? role}</span>
            {signature ? <Signed signature={signature} /> : <Unsigned turn={turn && on !== 'print'} />}
          </li>
        )
      })}
    </ol>
  )
}
const Unsigned = ({ turn }: { turn: boolean }) =>
  turn ? <span className="turn">{say('blank.signNext')}</span> : <span className="faint">{'\u00a0'}</span>

/** The chain as it stands, and whoever signed though the chain has changed since. */
const rolesOf = (chain: readonly Role[], signatures: readonly Signature[]): readonly Role[] => [
  ...chain,
  ...signatures.map(({ role }) => role as Role).filter((role) => !chain.includes(role)),
]
/** Whether the slip stands where one of its open steps adds to this chain. */
const waits = (resource: Resource, name: string, slip: Slip) => {
  const next = resource.form.fields['status']?.stages?.[String(slip.status)]?.next ?? {}
  return Object.keys(next).some((action) => resource.actions[action]?.signs === name)
}

function SignaturesText({ value, name, slip, resource, on }: TextProps) {
  const office = useOffice()
  const paper = resource === undefined ? undefined : office.resource(resource)
  const names = signaturesIn(value).map((one) => one.name)
  if (on === 'list' || !paper || !slip || !name) return names.length ? <>{names.join('、')}</> : <Faint />
  return <Chain resource={paper} name={name} slip={slip} on={on} />
}

export const signatures: FieldView = { Text: SignaturesText, width: 160 }
