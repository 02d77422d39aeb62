import type { Entry, Profile, Recipient, Room } from '../core/contract.ts'

/** The kinds of package that are made one by one: the minutes have their own list, and
 * the notice goes to the family. */
export function otherKinds(profile: Profile): Entry[] {
  return profile.packages.filter((one) => one.code !== 'minutes' && one.code !== 'notice')
}

/** Everybody who can get a package. */
export function recipientsOf(room: Room): Recipient[] {
  return [
    ...room.seats.filter((seat) => !seat.gone).map((seat) => ({ seat: seat.id, outside: 0 })),
    ...room.outsiders.map((outsider) => ({ seat: 0, outside: outsider.number })),
  ]
}

const gateOf: Record<string, string> = { own_records_issued: 'own_record', dossier_issued: 'dossier' }

/** What the gates still ask to be made, besides the minutes, and for whom. */
export function missingOf(room: Room): { kind: string; recipients: Recipient[] }[] {
  return room.gates.flatMap((gate) => {
    const kind = gateOf[gate.code]
    return kind && !gate.met && gate.recipients.length > 0 ? [{ kind, recipients: gate.recipients }] : []
  })
}
