/**
 * What the page and the Go core say to each other. Only plain data crosses:
 * never a key, a token or a link's secret once it was handed to the core.
 *
 * Acts are named by their hash in lower-case hex; times are milliseconds since
 * 1970 UTC by the server's clock; days count from 1970-01-01. A list is never
 * null. Texts arrive opened; `text: null` is a text this device cannot show.
 */

export type Act = string
export type Code = string

/** A sentence or name in the two languages of the profile. */
export interface Words { nl: string; en: string }

/** One entry of a list of the profile. */
export interface Entry extends Words { code: Code; articles: string[] }

export interface Category extends Entry { special: boolean; bases: Code[] }
export interface ItemRole extends Entry { contribute: boolean; ask: boolean; propose: boolean }
export interface OutcomeEntry extends Entry { allocation: boolean }
export interface Task extends Entry { party: Code }

/** The covenant as data, as far as the page shows it. `categories`, `bases` and
 * `tasks` are those that the viewer's own party may use. */
export interface Profile {
  name: string
  version: string
  title: Words
  parties: Entry[]
  roomKinds: Entry[]
  purposes: Entry[]
  categories: Category[]
  bases: Entry[]
  tasks: Task[]
  criteria: Entry[]
  outcomes: OutcomeEntry[]
  relations: Entry[]
  ageBands: Entry[]
  readerReasons: Entry[]
  informExceptions: Entry[]
  itemRoles: ItemRole[]
  ladder: Entry[]
  aid: Entry[]
  requiredLadder: Code[]
  requiredAid: Code[]
  releaseKinds: Entry[]
  packages: Entry[]
  gates: Entry[]
  secrecy: Words
  terms: Entry[]
}

export type Post = 'chair' | 'deputy' | 'secretary' | 'member'
export type Phase = 'preparing' | 'session' | 'wrapping_up' | 'adopted' | 'closed' | 'destroyed'

/** What somebody says of himself; the party is that of his place. */
export interface Claims { name: string; party: Code; function: string; contact: string }

export interface Seat {
  id: number
  place: number
  post: Post
  claims: Claims
  joined: boolean
  /** Has confirmed the code that is read aloud now. */
  confirmed: boolean
  minutesKey: boolean
  gone: '' | 'left' | 'removed'
  connected: boolean
  /** When the connection went, ms; 0 while connected or unknown. */
  awaySince: number
}

export interface Place { id: number; party: Code; function: string; post: Post; seat: number }

export interface Invitation { act: Act; place: number; expires: number; spent: boolean }

export interface Visit { invitation: Act; place: number; claims: Claims; since: number; genuine: boolean; verified: boolean }

export interface Answer { question: Code; text: string }

export interface Person {
  handle: number
  pseudonym: string
  names: string[]
  relation: Code
  ageBand: Code
}

export interface Inform { state: '' | 'informed' | 'planned' | 'exception'; day: number; ground: Code; reason: string }

export interface Sitting { place: number; role: Code }

export interface Item {
  id: number
  /** 1 for the first on the agenda. */
  number: number
  general: boolean
  minutes: number
  onTheSpot: boolean
  /** Whether the viewer sits here; without it all below is empty. */
  here: boolean
  stage: 'prepared' | 'open' | 'ended'
  opened: number
  ended: number
  label: string
  description: string
  purpose: Code
  criterion: Code
  inform: Inform
  ladder: Answer[]
  named: boolean
  persons: Person[]
  sittings: Sitting[]
  outcome: Code
  allocated: Code
  contributions: Contribution[]
  drafts: Draft[]
  agreed: Agreed[]
  proposals: Proposal[]
  requests: InformationRequest[]
}

export interface Reader { place: number; reason: Code }

export interface Labels {
  person: number
  category: Code
  nature: 'fact' | 'opinion'
  basis: Code
  task: Code
  purpose: Code
  identifying: boolean
}

export interface Contribution {
  act: Act
  owner: number
  time: number
  as: '' | 'reply' | 'answer' | 'dissent' | 'reveal' | 'response'
  /** What it is about, for reply, answer and dissent. */
  about: Act
  readers: Reader[]
  /** Seats that can open it, the owner included. */
  opens: number[]
  labels: Labels | null
  text: string | null
  necessity: string
  source: string
  withdrawn: number
  corrected: boolean
  /** Written by somebody else and signed by the owner. */
  drafted: boolean
  held: boolean
}

/** A text in somebody's name that he has not signed. Shown to writer and owner. */
export interface Draft {
  act: Act
  writer: number
  place: number
  text: string | null
  labels: Labels
  readers: Reader[]
}

export interface InformationRequest { act: Act; asker: number; to: number; text: string | null; answered: boolean }

export interface Agreed {
  act: Act
  action: boolean
  author: number
  time: number
  assignee: number
  due: number
  retracted: boolean
  text: string | null
}

/** Exactly one of the two is not 0. */
export interface Recipient { seat: number; outside: number }

/** What identifies somebody, at UTF-16 offsets [start, end) of the text. */
export interface Mark { kind: MarkKind; start: number; end: number; suggestion: string }
export type MarkKind = 'name' | 'bsn' | 'birth_date' | 'address' | 'phone' | 'mail' | 'iban' | 'plate'

export interface Proposal {
  act: Act
  author: number
  time: number
  kind: Code
  text: string | null
  recipients: Recipient[]
  actions: Act[]
  sources: Act[]
  owners: number[]
  independent: boolean
  agreed: { seat: number; time: number }[]
  declined: number[]
  state: 'open' | 'approved' | 'refused' | 'lapsed'
  why: Code
  /** What identifies somebody and was left on purpose. */
  left: { kind: MarkKind; count: number }[]
  /** For whom it may leave now. */
  leaves: Recipient[]
  /** No source of it was withdrawn or put on hold. */
  stands: boolean
}

export interface Package {
  act: Act
  kind: Code
  recipient: Recipient
  releases: Act[]
  own: Act[]
  made: boolean
  delivered: number
  opened: boolean
  /** Something in it was withdrawn: recalled when it had not left, listed when it had. */
  withdrawn: boolean
}

export interface Outsider { number: number; name: string; way: 'key' | 'passphrase'; passphrase: string }

export interface Gate {
  code: Code
  articles: string[]
  met: boolean
  items: number[]
  recipients: Recipient[]
  open: Act[]
}

/** One hand, in the order in which they were raised. */
export interface Hand { item: number; seat: number; since: number }
export interface Speaker { item: number; seat: number; since: number }

/** What the device itself does and is not admitted yet. */
export interface Pending { id: number; do: Request['do']; item: number; text: string }

/** Counts of work that takes time. */
export interface Progress { what: 'sealing' | 'issuing' | 'fetching'; done: number; of: number; recipient: Recipient | null }

export interface Room {
  id: string
  kind: Code
  internal: boolean
  purpose: Code
  founded: number
  phase: Phase
  viewer: number
  /** The act whose code is read aloud; empty before there is one. */
  code: Act
  codeWords: string[]
  started: number
  closed: number
  reactUntil: number
  destroyOn: number
  places: Place[]
  seats: Seat[]
  invitations: Invitation[]
  visits: Visit[]
  outsiders: Outsider[]
  items: Item[]
  packages: Package[]
  nothing: Recipient[]
  /** For chair and deputies; empty for others. */
  gates: Gate[]
  hands: Hand[]
  speakers: Speaker[]
  listClosed: number[]
}

/** What an invitation tells before one comes in. */
export interface Welcome {
  host: string
  hostParty: Words
  kind: Words
  covenant: Words
  party: Words
  partyCode: Code
  function: string
  expires: number
  secrecy: Words
}

/** Why a device stopped or warns, in order of weight. */
export type Trouble =
  | { is: 'fork' } | { is: 'gap'; missing: number } | { is: 'rollback' }
  | { is: 'loss'; lost: number } | { is: 'behind' } | { is: 'silence' }

export type Connection = { is: 'online' } | { is: 'connecting' } | { is: 'offline'; since: number }

/** A room this device holds keys for. */
export interface KeptRoom { id: string; kind: Words; founded: number }

export type Ending = 'left' | 'removed' | 'replaced' | 'spent' | 'turned_away' | 'no_room' | 'destroyed'

/** All the page shows, replaced whole when anything in it changes. */
export interface Snapshot {
  stage: 'start' | 'invited' | 'waiting' | 'room' | 'ended'
  connection: Connection
  trouble: Trouble | null
  /** The Go core no longer runs. */
  stopped: boolean
  /** Another tab holds this room. */
  elsewhere: boolean
  kept: KeptRoom[]
  /** Covenants of the server, for who founds a room. */
  offered: Profile[]
  signIn: boolean
  profile: Profile | null
  welcome: Welcome | null
  waiting: { since: number; claims: Claims } | null
  ending: Ending | null
  room: Room | null
  pending: Pending[]
  /** Own acts that a resume left behind. */
  lost: { act: Act; do: string; text: string }[]
  progress: Progress | null
}

export interface NewContribution {
  item: number
  text: string
  as: Contribution['as']
  about: Act
  necessity: string
  source: string
  aid: Answer[]
  person: number
  category: Code
  nature: 'fact' | 'opinion'
  basis: Code
  task: Code
  purpose: Code
  readers: Reader[]
}

export interface Description {
  label: string
  text: string
  purpose: Code
  criterion: Code
  inform: Inform
  ladder: Answer[]
  named: boolean
  persons: Omit<Person, 'handle'>[]
}

export interface NewProposal {
  item: number
  kind: Code
  text: string
  recipients: Recipient[]
  actions: Act[]
  sources: Act[]
}

/** One verb per act, and what the page asks of the core besides. */
export type Request =
  | { do: 'open'; room: string }
  | { do: 'look'; link: string }
  | { do: 'knock'; claims: Claims }
  | { do: 'leave_lobby' }
  | { do: 'found'; link: string; claims: Claims; rules: string; kind: Code; purpose: Code; internal: boolean }
  | { do: 'take_here' }
  | { do: 'join' }
  | { do: 'place'; party: Code; function: string; post: Post }
  | { do: 'invite'; place: number; days: number }
  | { do: 'uninvite'; invitation: Act }
  | { do: 'admit'; invitation: Act }
  | { do: 'turn_away'; invitation: Act; reason: string }
  | { do: 'item'; general: boolean; minutes: number }
  | { do: 'describe'; item: number; description: Description }
  | { do: 'agenda'; order: number[] }
  | { do: 'sit'; item: number; place: number; role: Code }
  | { do: 'unseat'; item: number; place: number }
  | { do: 'start'; withoutDeputy: boolean }
  | { do: 'new_code' }
  | { do: 'confirm'; code: Act }
  | { do: 'open_item'; item: number }
  | { do: 'end_item'; item: number }
  | { do: 'outcome'; item: number; outcome: Code; party: Code }
  | { do: 'contribute'; contribution: NewContribution; draft: Act }
  | { do: 'draft'; place: number; contribution: NewContribution }
  | { do: 'drop_draft'; draft: Act }
  | { do: 'correct'; act: Act; contribution: NewContribution }
  | { do: 'show'; act: Act; readers: Reader[] }
  | { do: 'hide'; act: Act; places: number[] }
  | { do: 'withdraw'; act: Act }
  | { do: 'ask'; item: number; to: number; text: string }
  | { do: 'raise_hand'; item: number }
  | { do: 'lower_hand'; item: number; seat: number }
  | { do: 'decide'; item: number; text: string }
  | { do: 'action'; item: number; text: string; assignee: number; due: number }
  | { do: 'retract'; act: Act }
  | { do: 'propose'; proposal: NewProposal }
  | { do: 'agree'; proposals: Act[] }
  | { do: 'decline'; proposal: Act }
  | { do: 'minimise'; proposal: Act; approve: boolean; left: Proposal['left'] }
  | { do: 'lapse'; proposal: Act }
  | { do: 'find_marks'; item: number; text: string }
  | { do: 'nothing_for'; recipient: Recipient }
  | { do: 'wrap_up' } | { do: 'adopt' } | { do: 'close' } | { do: 'destroy' }
  | { do: 'announce_key' }
  | { do: 'issue'; kind: Code; recipient: Recipient; items: number[] }
  | { do: 'fetch'; package: Act }
  | { do: 'convert'; package: Act; to: 'age' | 'html' | 'odt' | 'csv' | 'json' | 'ics' }
  | { do: 'react'; package: Act; text: string }
  | { do: 'verify'; file: Uint8Array }
  | { do: 'appoint'; seat: number; post: Post }
  | { do: 'hand_over'; seat: number } | { do: 'take_over' }
  | { do: 'remove'; seat: number } | { do: 'leave' }
  | { do: 'resume' } | { do: 'repeat'; act: Act }

/** A passage of a verified package. */
export interface Passage { text: string; kind: Code; owners: { name: string; party: Words }[]; nature: '' | 'fact' | 'opinion'; actions: string[]; own: boolean }

export interface WorkLine { text: string; assignee: string; party: Words; due: number; status: 'agreed' | 'done' }

/** A package that was opened and verified. */
export interface Minutes {
  package: Act
  kind: Words
  adopted: boolean
  day: number
  recipient: string
  recipientParty: Words
  chair: string
  chairParty: Words
  purpose: Words
  retention: Words
  size: number
  items: { label: string; passages: Passage[]; actions: WorkLine[] }[]
  /** Where it fails; null when everything holds. */
  failure: { code: Code; item: number; passage: number } | null
}

/** What the privacy officer's check of a log or package file establishes. */
export type Report =
  | { is: 'minutes'; minutes: Minutes }
  | { is: 'log'; room: string; records: number; stubs: number; acts: { kind: Code; count: number }[]; checkpoint: number; destroyed: number }
  | { is: 'broken'; code: Code; at: number }

/** What each verb answers besides that it was done. */
export interface Results {
  place: { place: number }
  invite: { link: string; expires: number }
  item: { item: number }
  find_marks: { marks: Mark[] }
  fetch: { minutes: Minutes }
  convert: { name: string; type: string; bytes: Uint8Array }
  verify: { report: Report }
}

export type ResultOf<Do extends Request['do']> = Do extends keyof Results ? Results[Do] : object

/** `failure` is not the covenant's: no connection, a spent link, a stopped core. */
export type Refusal = { is: 'refusal'; code: Code; articles: string[]; sentence: Words }
export type Failure = { is: 'failure'; code: Code }
export type AnswerTo<Do extends Request['do']> = ({ is: 'ok' } & ResultOf<Do>) | Refusal | Failure
