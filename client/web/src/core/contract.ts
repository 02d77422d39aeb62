/* Made from client/page by npm run contract; do not change it by hand.
 *
 * Acts are named by their hash in lower-case hex; times are milliseconds since
 * 1970 UTC by the server's clock; days count from 1970-01-01. A list is never
 * null, and what is absent is 0 or empty. See client/page for what each says.
 *
 * Schema ee64e97191cfd0716053fa536a7b3d7b3cc78f09aea5e311628abbf78d113a1c
 */

/**
 * An act, and what it made, by its hash in lower-case hex; empty for none.
 */
export type Act = string
/**
 * A file.
 */
export type Bytes = Uint8Array
/**
 * A stable word of the covenant.
 */
export type Code = string
export type ConnectionState = 'connecting' | 'online' | 'offline' | 'blocked'
export type Ending =
  | ''
  | 'gone'
  | 'turned_away'
  | 'replaced'
  | 'reseated'
  | 'spent'
  | 'no_room'
  | 'other_past'
  | 'evidence'
  | 'destroyed'
  | 'storage'
export type FailureCode =
  | 'not_a_package'
  | 'other_format'
  | 'page_changed'
  | 'other_room'
  | 'other_server'
  | 'other_recipient'
  | 'other_rules'
  | 'act_damaged'
  | 'not_in_log'
  | 'log_changed'
  | 'other_checkpoint'
  | 'other_genesis'
  | 'unknown_signer'
  | 'not_chair'
  | 'not_issuer'
  | 'history_incomplete'
  | 'other_proposal'
  | 'text_changed'
  | 'not_recipient'
  | 'other_owner'
  | 'no_agreement'
  | 'not_approved'
  | 'parts_differ'
  | 'own_differs'
  | 'not_dossier_holder'
  | 'details_differ'
  | 'other_issue'
  | 'surplus'
export type Format = 'age' | 'html' | 'odt' | 'txt' | 'xlsx' | 'csv' | 'ics' | 'json' | 'md'
export type ItemStage = 'prepared' | 'open' | 'ended'
export type Language = 'nl' | 'en'
export type MarkKind = 'name' | 'bsn' | 'birth_date' | 'address' | 'phone' | 'mail' | 'iban' | 'plate'
export type NoticeKind = 'refused' | 'unreadable'
export type Phase = 'preparing' | 'session' | 'wrap_up' | 'adopted' | 'closed' | 'destroyed'
export type Post = 'member' | 'chair' | 'deputy' | 'secretary'
export type ProblemCode =
  | 'bad_input'
  | 'not_in_room'
  | 'connection'
  | 'server'
  | 'storage'
  | 'elsewhere'
  | 'link'
  | 'spent'
  | 'unknown'
  | 'forged'
  | 'unread'
  | 'gone'
  | 'replaced'
  | 'no_such_room'
  | 'evidence'
  | 'cancelled'
  | 'closed'
  | 'file'
  | 'no_key'
  | 'by_hand'
  | 'nothing'
  | 'locked'
  | 'wrong_words'
  | 'core'
export type ProgressKind = 'issuing' | 'agreeing'
export type ProposalState = 'open' | 'approved' | 'refused' | 'lapsed'
/**
 * Everything that the page may ask.
 */
export type Request =
  | DoOffer
  | DoFound
  | DoPrepare
  | DoOpen
  | DoLook
  | DoKnock
  | DoLeaveLobby
  | DoShut
  | DoLogout
  | DoCancel
  | DoTakeHere
  | DoUnlock
  | DoStayLocked
  | DoNewWords
  | DoSetLock
  | DoJoin
  | DoLeave
  | DoPlace
  | DoInvite
  | DoUninvite
  | DoAdmit
  | DoTurnAway
  | DoItem
  | DoDescribe
  | DoAgenda
  | DoSit
  | DoUnseat
  | DoOutside
  | DoPlaceGuest
  | DoInviteGuest
  | DoSitGuest
  | DoRename
  | DoInviteBack
  | DoReseat
  | DoNotePresent
  | DoNoteAbsent
  | DoLeaveTo
  | DoSavePlan
  | DoStart
  | DoNewCode
  | DoConfirm
  | DoOpenItem
  | DoEndItem
  | DoOutcome
  | DoAppoint
  | DoHandOver
  | DoTakeOver
  | DoRemove
  | DoWrapUp
  | DoAdopt
  | DoClose
  | DoDestroy
  | DoResume
  | DoRepeat
  | DoVoid
  | DoRaiseHand
  | DoLowerHand
  | DoGiveFloor
  | DoCloseList
  | DoContribute
  | DoCorrect
  | DoShow
  | DoHide
  | DoWithdraw
  | DoDefaultReaders
  | DoReadersByRole
  | DoShowAll
  | DoPutAside
  | DoDraft
  | DoSignDraft
  | DoDropDraft
  | DoAsk
  | DoRefuseRequest
  | DoWithdrawRequest
  | DoHold
  | DoLiftHold
  | DoConsentNeeded
  | DoConsent
  | DoWithdrawConsent
  | DoPlanInform
  | DoInformed
  | DoInviteResponse
  | DoNoResponse
  | DoNotice
  | DoProject
  | DoDecide
  | DoAction
  | DoRetract
  | DoKeepUnsent
  | DoUnsent
  | DoFromBefore
  | DoBringFrom
  | DoActionFrom
  | DoProgress
  | DoFindMarks
  | DoPropose
  | DoAgree
  | DoDecline
  | DoMinimise
  | DoLapse
  | DoNothingFor
  | DoAnnounceKey
  | DoExportKey
  | DoRenewKey
  | DoConfirmKey
  | DoArchive
  | DoConfirmArchive
  | DoReissue
  | DoReact
  | DoHandle
  | DoPreview
  | DoIssue
  | DoFetch
  | DoConvert
  | DoOpened
  | DoSaveLog
  | DoSaveEvidence
  | DoVerify
export type Stage = 'start' | 'invited' | 'waiting' | 'room' | 'ended'
export type TextState = 'open' | 'not_for_you' | 'taken_back' | 'not_here' | 'unreadable' | 'differs'
export type TroubleKind = 'fork' | 'rollback' | 'gap' | 'forged' | 'loss' | 'behind' | 'silence' | 'anew'
export type Way = '' | 'passkey' | 'words'
export type WorkStatus = 'agreed' | 'done' | 'dropped' | 'vacant'

/**
 * All that page and core say to each other, for generating these types.
 */
export interface Contract {
  snapshot: Snapshot
  refusal: Refusal
  problem: Problem
  request: Request
  results: Results
}
/**
 * Admitted is the new seat.
 */
export interface Admitted {
  seat: number
}
/**
 * AgeBand is an age class, and whose consent counts at that age.
 */
export interface AgeBand {
  code: Code
  articles: string[]
  nl: string
  en: string
  /**
   * self, representative
   */
  signers: Code[]
}
/**
 * Agreed is a decision or an action.
 */
export interface Agreed {
  act: Act
  action: boolean
  author: number
  time: number
  /**
   * place; 0 for a decision
   */
  assignee: number
  due: number
  retracted: boolean
  /**
   * goes on with an action of an earlier room
   */
  earlier: boolean
  progress: WorkProgress
  text: string | null
  shown: TextState
}
/**
 * Agreement is an owner's yes to exactly this text.
 */
export interface Agreement {
  seat: number
  time: number
}
/**
 * Answer is what somebody wrote to a question of the covenant.
 */
export interface Answer {
  question: Code
  text: string
}
/**
 * Archive is the key of a party, which the packages of its people are encrypted to as well.
 */
export interface Archive {
  party: Code
  /**
   * who named it; it goes when he goes
   */
  seat: number
  /**
   * chair or deputy vouched for it; until then nothing is encrypted to it
   */
  confirmed: boolean
  /**
   * to compare it by
   */
  keyMark: string
}
/**
 * Book is what the workbook of actions holds, whoever writes the file: XLSX here,
 * the page in the browser, where the writer of this package is too big. Texts
 * that a spreadsheet could take for a formula have an apostrophe before them.
 */
export interface Book {
  title: string
  language: Language
  /**
   * milliseconds since 1970, by the server's clock
   */
  issued: number
  /**
   * name of the sheet of actions
   */
  sheet: string
  columns: Column[]
  rows: Row[]
  /**
   * number format of dates
   */
  day: string
  /**
   * name of the sheet that says what the file may be used for (TS-P-3.4)
   */
  about: string
  facts: Fact[]
}
/**
 * Calendar is what the calendar file of actions holds, whoever writes it (RFC
 * 5545): ICS here, the page in the browser.
 */
export interface Calendar {
  /**
   * PRODID
   */
  product: string
  /**
   * milliseconds since 1970, by the server's clock
   */
  issued: number
  /**
   * of the issue in the log: a later issue of the same action counts
   */
  sequence: number
  /**
   * when to warn, as a duration from the start
   */
  reminder: string
  events: Event[]
}
/**
 * Category is a kind of data, with the bases that the viewer's party may bring
 * it in on.
 */
export interface Category {
  code: Code
  articles: string[]
  nl: string
  en: string
  special: boolean
  bases: Code[]
}
/**
 * Claims are what somebody says of himself; the party is that of his place.
 */
export interface Claims {
  name: string
  party: Code
  function: string
  /**
   * business contact; may be empty
   */
  contact: string
}
/**
 * Column of the sheet of actions, in the order of the fields of Row.
 */
export interface Column {
  name: string
  /**
   * in characters
   */
  width: number
}
/**
 * Connection is how it stands with the server; it comes back by itself.
 */
export interface Connection {
  is: ConnectionState
  /**
   * this device's clock, ms since 1970 UTC
   */
  since: number
}
/**
 * Consent is what a person answered to the question whether this may be shared.
 */
export interface Consent {
  act: Act
  by: number
  record: ConsentRecord
  shown: TextState
  /**
   * day; 0 while it stands
   */
  withdrawn: number
}
/**
 * ConsentNeeded is that, and on which grounds it may be shared without.
 */
export interface ConsentNeeded {
  /**
   * oral, explicit or written; empty for none
   */
  level: Code
  /**
   * none where nothing replaces consent
   */
  overrides: Entry[]
}
/**
 * ConsentRecord is the record itself; form and note are for who records it, chair
 * and deputies.
 */
export interface ConsentRecord {
  /**
   * handle at the item
   */
  person: number
  /**
   * given, refused or not_asked
   */
  answer: Code
  /**
   * oral, explicit or written; empty when it was not asked
   */
  level: Code
  day: number
  /**
   * self, representative
   */
  signers: Code[]
  /**
   * the note says why he cannot decide himself, and who does
   */
  incapable: boolean
  categories: Code[]
  purpose: Code
  /**
   * to whom, besides the party that brings it in
   */
  parties: Code[]
  /**
   * and outsiders, by number
   */
  outside: number[]
  /**
   * that he may withdraw it
   */
  told: boolean
  /**
   * where the form is kept
   */
  form: string
  note: string
}
/**
 * ConsentTerms are what the covenant says of consent as such.
 */
export interface ConsentTerms {
  /**
   * it counts only from who was told that he may withdraw it
   */
  told: boolean
  /**
   * what follows when it is withdrawn: stop (for good), hold (until there is another ground), or empty for nothing
   */
  withdrawn: Code
  /**
   * whose consent counts for who cannot decide himself
   */
  incapable: Code[]
}
/**
 * Contribution is what somebody brought in: that he did and for whom, and the
 * rest for who may read it.
 */
export interface Contribution {
  act: Act
  owner: number
  time: number
  /**
   * empty, reply, answer, dissent, reveal or response
   */
  as: Code
  /**
   * what it is about, for reply, answer and dissent
   */
  about: Act
  /**
   * besides the owner, chair and deputies
   */
  readers: Reader[]
  /**
   * seats that it is sealed to, the owner included
   */
  opens: number[]
  /**
   * who said that he cannot open it
   */
  unread: number[]
  labels: Labels | null
  /**
   * null is a text that is not shown here; Shown says why
   */
  text: string | null
  shown: TextState
  necessity: string
  source: string
  aid: Answer[]
  /**
   * of a reveal: what the person is called
   */
  names: string[]
  /**
   * that stand
   */
  holds: Hold[]
  /**
   * why nothing of it may leave; empty for nothing
   */
  obstacle: Code
  withdrawn: boolean
  corrected: boolean
}
/**
 * Decision is the decision on one. Left counts, by kind, what identifies somebody
 * and stays in an approved text; the device counts where it is left out.
 */
export interface Decision {
  proposal: Act
  approve: boolean
  left?: Left[]
}
/**
 * DescribedPerson is somebody an item is about.
 */
export interface DescribedPerson {
  pseudonym: string
  names: string[]
  relation: Code
  ageBand: Code
}
/**
 * Description says what an item is about and why it may be discussed.
 */
export interface Description {
  /**
   * what the case is called at this table
   */
  label: string
  text: string
  purpose: Code
  criterion: Code
  /**
   * step of the work process
   */
  phase: Code
  inform: Inform
  ladder: Answer[]
  /**
   * persons are discussed by name
   */
  named: boolean
  /**
   * handle 1 first; they are added, never taken away
   */
  persons: DescribedPerson[]
  /**
   * the family's one fixed contact; 0 for none yet
   */
  contact?: number
  /**
   * room that it follows up; left out for none
   */
  earlier?: Act
}
export interface DoAction {
  do: 'action'
  item: number
  text: string
  assignee: number
  /**
   * day
   */
  due: number
}
export interface DoActionFrom {
  do: 'action_from'
  item: number
  file: Bytes
  proposal: Act
  assignee: number
  /**
   * day
   */
  due: number
}
export interface DoAdmit {
  do: 'admit'
  invitation: Act
}
export interface DoAdopt {
  do: 'adopt'
}
export interface DoAgenda {
  do: 'agenda'
  order: number[]
}
export interface DoAgree {
  do: 'agree'
  proposals: Act[]
}
export interface DoAnnounceKey {
  do: 'announce_key'
}
export interface DoAppoint {
  do: 'appoint'
  seat: number
  /**
   * member, deputy or secretary
   */
  post: Post
}
export interface DoArchive {
  do: 'archive'
  /**
   * age1pq1…
   */
  key: string
}
export interface DoAsk {
  do: 'ask'
  item: number
  to: number[]
  /**
   * left out: that of the item
   */
  purpose?: Code
  question: string
  reason: string
}
export interface DoBringFrom {
  do: 'bring_from'
  file: Bytes
  proposals: Act[]
  /**
   * what else there is to say; its text is that of the package
   */
  contribution: NewContribution
}
export interface DoCancel {
  do: 'cancel'
  /**
   * id of the request
   */
  of: number
}
export interface DoClose {
  do: 'close'
}
export interface DoCloseList {
  do: 'close_list'
  item: number
  closed: boolean
}
export interface DoConfirm {
  do: 'confirm'
  /**
   * View.code.act that was compared
   */
  code: Act
}
export interface DoConfirmArchive {
  do: 'confirm_archive'
  seat: number
}
export interface DoConfirmKey {
  do: 'confirm_key'
  seat: number
}
export interface DoConsent {
  do: 'consent'
  item: number
  record: ConsentRecord
}
export interface DoConsentNeeded {
  do: 'consent_needed'
  category: Code
  /**
   * may be empty
   */
  basis: Code
  /**
   * it falls under professional secrecy
   */
  secret: boolean
}
export interface DoContribute {
  do: 'contribute'
  contribution: NewContribution
}
export interface DoConvert {
  do: 'convert'
  package: Act
  to: Format
}
export interface DoCorrect {
  do: 'correct'
  act: Act
  contribution: NewContribution
}
export interface DoDecide {
  do: 'decide'
  item: number
  text: string
}
export interface DoDecline {
  do: 'decline'
  proposals: Act[]
}
export interface DoDefaultReaders {
  do: 'default_readers'
  contribution: NewContribution
}
export interface DoDescribe {
  do: 'describe'
  item: number
  description: Description
}
export interface DoDestroy {
  do: 'destroy'
}
export interface DoDraft {
  do: 'draft'
  place: number
  contribution: NewContribution
}
export interface DoDropDraft {
  do: 'drop_draft'
  act: Act
}
export interface DoEndItem {
  do: 'end_item'
  item: number
}
export interface DoExportKey {
  do: 'export_key'
}
export interface DoFetch {
  do: 'fetch'
  package: Act
}
export interface DoFindMarks {
  do: 'find_marks'
  /**
   * whose persons are looked for by name
   */
  item: number
  text: string
}
export interface DoFound {
  do: 'found'
  link: string
  /**
   * of the chair
   */
  claims: Claims
  /**
   * name of an offered profile
   */
  rules: Code
  kind: Code
  /**
   * only people of one team
   */
  internal?: boolean
  purpose: Code
  /**
   * places that will be deputies, from 2
   */
  deputies?: number[]
}
export interface DoFromBefore {
  do: 'from_before'
  item: number
  file: Bytes
}
export interface DoGiveFloor {
  do: 'give_floor'
  item: number
  seat?: number
}
export interface DoHandOver {
  do: 'hand_over'
  seat: number
}
export interface DoHandle {
  do: 'handle'
  act: Act
  answer: string
  corrections: Act[]
}
export interface DoHide {
  do: 'hide'
  act: Act
  places: number[]
}
export interface DoHold {
  do: 'hold'
  act: Act
  reason: string
}
export interface DoInformed {
  do: 'informed'
  item: number
  day: number
}
export interface DoInvite {
  do: 'invite'
  place: number
  /**
   * how long it is valid
   */
  days: number
}
export interface DoInviteBack {
  do: 'invite_back'
  seat: number
  days: number
}
export interface DoInviteGuest {
  do: 'invite_guest'
  place: number
  name: string
  days: number
}
export interface DoInviteResponse {
  do: 'invite_response'
  item: number
  day: number
}
export interface DoIssue {
  do: 'issue'
  packages: NewPackage[]
}
export interface DoItem {
  do: 'item'
  /**
   * no case
   */
  general: boolean
  /**
   * planned length
   */
  minutes: number
}
export interface DoJoin {
  do: 'join'
}
export interface DoKeepUnsent {
  do: 'keep_unsent'
  /**
   * what it is for, as the page likes
   */
  name: string
  text: string
}
export interface DoKnock {
  do: 'knock'
  /**
   * the party is that of the place; a guest gives his name alone
   */
  claims: Claims
}
export interface DoLapse {
  do: 'lapse'
  proposals: Act[]
}
export interface DoLeave {
  do: 'leave'
}
export interface DoLeaveLobby {
  do: 'leave_lobby'
}
export interface DoLeaveTo {
  do: 'leave_to'
  steward: number
  reason: Code
}
export interface DoLiftHold {
  do: 'lift_hold'
  act: Act
}
export interface DoLogout {
  do: 'logout'
}
export interface DoLook {
  do: 'look'
  link: string
}
export interface DoLowerHand {
  do: 'lower_hand'
  item: number
  seat?: number
}
export interface DoMinimise {
  do: 'minimise'
  decisions: Decision[]
}
export interface DoNewCode {
  do: 'new_code'
}
export interface DoNewWords {
  do: 'new_words'
}
export interface DoNoResponse {
  do: 'no_response'
  item: number
}
export interface DoNoteAbsent {
  do: 'note_absent'
  place: number
}
export interface DoNotePresent {
  do: 'note_present'
  place: number
}
export interface DoNothingFor {
  do: 'nothing_for'
  recipient: Recipient
}
export interface DoNotice {
  do: 'notice'
  item: number
  /**
   * why the case was discussed, in plain words
   */
  reason: string
  /**
   * who brought it in; left out where that is unsafe
   */
  referrer?: string
  /**
   * naming him would endanger somebody
   */
  unsafe?: boolean
  language: Language
}
export interface DoOffer {
  do: 'offer'
}
export interface DoOpen {
  do: 'open'
  room: Act
}
export interface DoOpenItem {
  do: 'open_item'
  item: number
}
export interface DoOpened {
  do: 'opened'
  package: Act
}
export interface DoOutcome {
  do: 'outcome'
  item: number
  outcome: Code
  /**
   * to whom the case is allocated
   */
  party?: Code
}
export interface DoOutside {
  do: 'outside'
  /**
   * of an organisation, or of a person
   */
  name: string
  /**
   * of guest; empty for an organisation
   */
  kind?: Code
  /**
   * age1pq1…; empty for a passphrase by telephone
   */
  key?: string
  /**
   * where he is there without a device
   */
  place?: number
}
export interface DoPlace {
  do: 'place'
  party: Code
  function: string
  /**
   * member, deputy or secretary
   */
  post: Post
}
export interface DoPlaceGuest {
  do: 'place_guest'
  kind: Code
}
export interface DoPlanInform {
  do: 'plan_inform'
  item: number
  by: number
  day: number
  what: string
  /**
   * of a deferral
   */
  ground?: Code
  reason?: string
}
export interface DoPrepare {
  do: 'prepare'
  /**
   * the chair's
   */
  link: string
  /**
   * of the chair
   */
  claims: Claims
  /**
   * as save_plan gave it
   */
  plan: Bytes
}
export interface DoPreview {
  do: 'preview'
  package: NewPackage
}
export interface DoProgress {
  do: 'progress'
  act: Act
  /**
   * open, done or dropped
   */
  is: Code
  /**
   * of what is dropped it must be said
   */
  why?: string
}
export interface DoProject {
  do: 'project'
  item: number
}
export interface DoPropose {
  do: 'propose'
  proposal: NewProposal
}
export interface DoPutAside {
  do: 'put_aside'
  seat: number
}
export interface DoRaiseHand {
  do: 'raise_hand'
  item: number
  /**
   * on a point of order
   */
  order?: boolean
}
export interface DoReact {
  do: 'react'
  package: Act
  text: string
}
export interface DoReadersByRole {
  do: 'readers_by_role'
  item: number
  roles: Code[]
}
export interface DoRefuseRequest {
  do: 'refuse_request'
  act: Act
  reason: string
}
export interface DoReissue {
  do: 'reissue'
  package: Act
}
export interface DoRemove {
  do: 'remove'
  seat: number
}
export interface DoRename {
  do: 'rename'
  name: string
}
export interface DoRenewKey {
  do: 'renew_key'
}
export interface DoRepeat {
  do: 'repeat'
  act: Act
}
export interface DoReseat {
  do: 'reseat'
  invitation: Act
}
export interface DoResume {
  do: 'resume'
}
export interface DoRetract {
  do: 'retract'
  act: Act
}
export interface DoSaveEvidence {
  do: 'save_evidence'
}
export interface DoSaveLog {
  do: 'save_log'
}
export interface DoSavePlan {
  do: 'save_plan'
}
export interface DoSetLock {
  do: 'set_lock'
  /**
   * its credential id
   */
  passkey?: Bytes
  /**
   * of Snapshot.unlock
   */
  salt?: Bytes
  /**
   * what it gave for the salt
   */
  secret?: Bytes
  /**
   * an age identity file under a passphrase, as export_key makes
   */
  file?: Bytes
  /**
   * of the file
   */
  words?: string
}
export interface DoShow {
  do: 'show'
  act: Act
  readers: Reader[]
}
export interface DoShowAll {
  do: 'show_all'
  seat: number
  reason: Code
}
export interface DoShut {
  do: 'shut'
}
export interface DoSignDraft {
  do: 'sign_draft'
  act: Act
}
export interface DoSit {
  do: 'sit'
  item: number
  place: number
  role: Code
}
export interface DoSitGuest {
  do: 'sit_guest'
  item: number
  place: number
  role: Code
  /**
   * handle; 0 for none
   */
  person: number
}
export interface DoStart {
  do: 'start'
  /**
   * the chair's choice to go on without one
   */
  withoutDeputy?: boolean
}
export interface DoStayLocked {
  do: 'stay_locked'
}
export interface DoTakeHere {
  do: 'take_here'
}
export interface DoTakeOver {
  do: 'take_over'
}
export interface DoTurnAway {
  do: 'turn_away'
  invitation: Act
}
export interface DoUninvite {
  do: 'uninvite'
  invitation: Act
}
export interface DoUnlock {
  do: 'unlock'
  /**
   * of a passkey: 32 bytes
   */
  secret?: Bytes
  words?: string
}
export interface DoUnseat {
  do: 'unseat'
  item: number
  place: number
}
export interface DoUnsent {
  do: 'unsent'
  name: string
}
export interface DoVerify {
  do: 'verify'
  file: Bytes
}
export interface DoVoid {
  do: 'void'
}
export interface DoWithdraw {
  do: 'withdraw'
  act: Act
}
export interface DoWithdrawConsent {
  do: 'withdraw_consent'
  act: Act
  day: number
}
export interface DoWithdrawRequest {
  do: 'withdraw_request'
  act: Act
}
export interface DoWrapUp {
  do: 'wrap_up'
}
/**
 * Draft is a text in somebody's name that he has not signed. Its writer and he see
 * it; to sign it he brings it in, with NewContribution.draft.
 */
export interface Draft {
  act: Act
  writer: number
  /**
   * in whose name
   */
  place: number
  shown: TextState
  text: string | null
  as: Code
  about: Act
  /**
   * as the writer suggests
   */
  labels: Labels
  /**
   * likewise
   */
  readers: Reader[]
}
/**
 * Due is what must not be forgotten with the family.
 */
export interface Due {
  item: number
  what: Code
  /**
   * for whom; 0 for chair and deputies
   */
  place: number
  day: number
}
/**
 * Each says of several what became of each, in the order they were asked.
 */
export interface Each {
  each: One[]
}
/**
 * EarlierAction is work that was agreed there.
 */
export interface EarlierAction {
  proposal: Act
  text: string
  /**
   * day; 0 when nobody was named
   */
  due: number
  /**
   * open, done or dropped, when the package was issued
   */
  status: Code
  /**
   * here, like the one that did it there; 0 for none
   */
  place: number
  /**
   * actions of this item that go on with it already
   */
  here: Act[]
}
/**
 * EarlierText is a passage or decision there.
 */
export interface EarlierText {
  proposal: Act
  kind: Code
  text: string
  /**
   * fact, opinion or empty
   */
  nature: Code
  /**
   * brought in by the viewer already
   */
  here: boolean
}
/**
 * Entry is one entry of a list of the profile; its articles are as they are
 * printed, "DW art. 11.2".
 */
export interface Entry {
  code: Code
  articles: string[]
  nl: string
  en: string
}
/**
 * Event is an action in a calendar: one whole day.
 */
export interface Event {
  /**
   * the same for the same action in every package
   */
  id: string
  /**
   * days since 1970-01-01
   */
  day: number
  /**
   * nothing about the case
   */
  summary: string
  /**
   * cancels the event that it had
   */
  dropped: boolean
  reminds: boolean
  description: string
}
/**
 * ExportedKey is the key to one's packages as a standard age identity file under
 * a passphrase that was just made. The stock age command takes it with -i.
 */
export interface ExportedKey {
  name: string
  file: Bytes
  passphrase: string
}
/**
 * Fact is one line about the file.
 */
export interface Fact {
  name: string
  text: string
}
/**
 * Failure says why a package cannot be trusted, and where.
 */
export interface Failure {
  code: FailureCode
  /**
   * 0 for the whole
   */
  item: number
  /**
   * as numbered; 0 for the whole
   */
  passage: number
  sentence: Words
}
/**
 * Fetched is one's own package.
 */
export interface Fetched {
  minutes: Minutes
}
/**
 * FromBefore is what a package tells of an earlier room that an item follows up.
 */
export interface FromBefore {
  /**
   * why it cannot be trusted; nothing else is there then
   */
  failure: Failure | null
  actions: EarlierAction[]
  passages: EarlierText[]
}
/**
 * Gate is something that must be done before the minutes are adopted.
 */
export interface Gate {
  code: Code
  articles: string[]
  met: boolean
  /**
   * where something is still to be done
   */
  items: number[]
  /**
   * for whom
   */
  recipients: Recipient[]
  /**
   * proposals or packages it is about
   */
  open: Act[]
}
/**
 * GuestName is who a guest is.
 */
export interface GuestName {
  seat: number
  name: string
}
/**
 * Hand is one raised hand.
 */
export interface Hand {
  seat: number
  /**
   * on a point of order: goes first
   */
  order: boolean
}
/**
 * Hold keeps a text from leaving.
 */
export interface Hold {
  /**
   * what lift_hold names
   */
  act: Act
  by: number
  shown: TextState
  reason: string
}
/**
 * Inform is whether the person knows that he is discussed.
 */
export interface Inform {
  /**
   * informed, planned, afterwards, exception or empty
   */
  state: Code
  day: number
  ground: Code
  reason: string
}
/**
 * InformPlan is who informs the family, and by when; or a deferral with its ground.
 */
export interface InformPlan {
  by: number
  /**
   * the last
   */
  day: number
  /**
   * of a deferral; empty for a plan
   */
  ground: Code
  /**
   * day; 0 while the family was not informed
   */
  done: number
  shown: TextState
  what: string
  reason: string
}
/**
 * InformationRequest asks places at an item for information. An answer is a
 * contribution as answer, about this act.
 */
export interface InformationRequest {
  act: Act
  asker: number
  to: number[]
  purpose: Code
  withdrawn: boolean
  shown: TextState
  /**
   * the question
   */
  text: string | null
  /**
   * why it is asked
   */
  reason: string
  refusals: NoAnswer[]
}
/**
 * Invitation is a link for one place. The link itself is given once, to who makes it.
 */
export interface Invitation {
  /**
   * what uninvite names
   */
  act: Act
  place: number
  expires: number
  /**
   * used or withdrawn
   */
  spent: boolean
  /**
   * who came in by it; 0 while nobody
   */
  seat: number
}
/**
 * Invited is the link, and a mail to send it with. It is shown once.
 */
export interface Invited {
  invitation: Act
  link: string
  expires: number
  subject: Words
  mail: Words
}
/**
 * Issued says of each package what became of it, in the order they were asked.
 */
export interface Issued {
  each: One[]
}
/**
 * Item is a point of the agenda: its number and length for everybody, the rest
 * for who sits there.
 */
export interface Item {
  id: number
  /**
   * 1 for the first on the agenda
   */
  number: number
  /**
   * no case
   */
  general: boolean
  /**
   * planned length
   */
  minutes: number
  onTheSpot: boolean
  /**
   * the viewer sits here; without it all below is empty
   */
  here: boolean
  /**
   * names the item's text
   */
  act: Act
  stage: ItemStage
  /**
   * when it was last opened
   */
  opened: number
  /**
   * whether label, description and names are
   */
  shown: TextState
  label: string
  purpose: Code
  criterion: Code
  /**
   * step of the work process
   */
  phase: Code
  inform: Inform
  ladder: Answer[]
  /**
   * persons are discussed by name
   */
  named: boolean
  persons: Person[]
  sittings: Sitting[]
  speakers: Speakers
  outcome: Code
  /**
   * party
   */
  allocated: Code
  /**
   * what the covenant still asks before the first identifying contribution, and before adoption
   */
  missing: Refusal[]
  /**
   * the family's one fixed contact; 0 for none yet
   */
  contact: number
  /**
   * day until which the family was invited to respond; 0 while it was not
   */
  respondBy: number
  /**
   * it does not want to, or cannot any more
   */
  noResponse: boolean
  informPlan: InformPlan | null
  /**
   * room that it follows up; empty for none
   */
  earlier: Act
  /**
   * who the guests here are
   */
  guests: GuestName[]
  consents: Consent[]
  /**
   * of mine, and that I wrote
   */
  drafts: Draft[]
  contributions: Contribution[]
  requests: InformationRequest[]
  agreed: Agreed[]
  proposals: Proposal[]
  description: string
}
/**
 * ItemRole is a role at an item, and what it may do there.
 */
export interface ItemRole {
  code: Code
  articles: string[]
  nl: string
  en: string
  contribute: boolean
  ask: boolean
  propose: boolean
  act: boolean
  /**
   * for guests, and not for professionals
   */
  guest: boolean
}
/**
 * KeptRoom is a room that this device holds keys for.
 */
export interface KeptRoom {
  id: Act
  covenant: Words
  /**
   * when the keys go at the latest, ms since 1970 UTC
   */
  until: number
}
/**
 * Labels are what a contribution is about, in codes.
 */
export interface Labels {
  /**
   * handle; 0 for nobody in particular
   */
  person: number
  category: Code
  /**
   * fact or opinion
   */
  nature: Code
  basis: Code
  task: Code
  purpose: Code
  /**
   * says who somebody is
   */
  identifying: boolean
  /**
   * falls under professional secrecy
   */
  secret: boolean
  /**
   * record it rests on; empty for none
   */
  consent: Act
  /**
   * ground on which it is shared without
   */
  override: Code
}
/**
 * Left counts what identifies somebody and was left in a text on purpose.
 */
export interface Left {
  kind: Code
  count: number
}
/**
 * LogReport is what a log proves.
 */
export interface LogReport {
  room: Act
  /**
   * entries that are shown
   */
  records: number
  /**
   * entries that are only counted
   */
  stubs: number
  /**
   * how many the server signed for
   */
  head: number
  epoch: number
  phase: Phase
}
/**
 * Lost is an act of one's own that a resume left behind; repeat offers it again.
 */
export interface Lost {
  act: Act
  kind: string
  text: string
}
/**
 * Made is a new act.
 */
export interface Made {
  act: Act
}
/**
 * MadeActs are new acts, in the order they were asked.
 */
export interface MadeActs {
  acts: Act[]
}
/**
 * MadeItem is the new item.
 */
export interface MadeItem {
  item: number
}
/**
 * MadeOutside is its number.
 */
export interface MadeOutside {
  number: number
}
/**
 * MadePlace is the new place.
 */
export interface MadePlace {
  place: number
}
/**
 * Mark is what identifies somebody, at UTF-16 offsets [start, end) of the text.
 */
export interface Mark {
  kind: MarkKind
  start: number
  end: number
  /**
   * pseudonym of whose name it is; may be empty
   */
  person: string
  /**
   * what to put instead; empty: cut
   */
  suggestion: string
}
/**
 * Marks are what was found, in order and without overlap. The offsets are in
 * Text, which is the text as it may leave (normal form C).
 */
export interface Marks {
  text: string
  marks: Mark[]
}
/**
 * Minutes is a package that was opened and checked. Where it fails only Failure
 * is there: nothing else of such a file is to be believed.
 */
export interface Minutes {
  failure: Failure | null
  /**
   * issue act
   */
  package: Act
  room: Act
  kind: Code
  /**
   * false: a draft to react to
   */
  adopted: boolean
  started: number
  issued: number
  /**
   * name, or organisation
   */
  recipient: string
  recipientParty: Words
  chair: string
  chairParty: Words
  /**
   * kind of meeting
   */
  scope: Words
  purpose: Words
  retention: Words
  /**
   * by when to react; empty when the covenant sets no term
   */
  reaction: Words
  /**
   * of the page, bytes
   */
  size: number
  /**
   * the page itself
   */
  html: string
  /**
   * that it was checked, in one sentence
   */
  headline: Words
  /**
   * what was established
   */
  checked: Words[]
  /**
   * what a file cannot show
   */
  limits: Words[]
  items: MinutesItem[]
  work: WorkLine[]
}
/**
 * MinutesItem is what a package says about one item.
 */
export interface MinutesItem {
  id: number
  label: string
  passages: Passage[]
}
/**
 * NewContribution is what somebody brings in. Besides the text all may be left
 * out: the codes and the readers are then those of the owner's last contribution
 * at the item, or the only ones there are for his party; the purpose is the item's.
 */
export interface NewContribution {
  item: number
  text: string
  /**
   * empty, reply, dissent, reveal or response
   */
  as?: Code
  /**
   * what a reply or dissent is about
   */
  about?: Act
  /**
   * of a reveal: what the person is called
   */
  names?: string[]
  /**
   * why it is needed here
   */
  necessity?: string
  source?: string
  aid?: Answer[]
  /**
   * handle; 0 for nobody in particular
   */
  person?: number
  category?: Code
  /**
   * fact or opinion
   */
  nature?: Code
  basis?: Code
  task?: Code
  purpose?: Code
  /**
   * says who somebody is; found by itself too
   */
  identifying?: boolean
  /**
   * falls under professional secrecy
   */
  secret?: boolean
  /**
   * record it rests on
   */
  consent?: Act
  /**
   * ground on which it is shared without
   */
  override?: Code
  /**
   * why
   */
  weighed?: string
  /**
   * that it signs
   */
  draft?: Act
  /**
   * besides the owner, chair and deputies; left out for the default
   */
  readers?: Reader[]
}
/**
 * NewPackage says which package is to leave, for whom.
 */
export interface NewPackage {
  kind: Code
  recipient: Recipient
  language: Language
  /**
   * narrows an extract
   */
  items?: number[]
  /**
   * leaves the recipient's own contributions out
   */
  withoutOwn?: boolean
}
/**
 * NewProposal is such a text.
 */
export interface NewProposal {
  item: number
  /**
   * of the profile's releaseKinds
   */
  kind: Code
  text: string
  recipients: Recipient[]
  /**
   * that it is needed for
   */
  actions: Act[]
  /**
   * contributions it draws on; none states that it draws on none
   */
  sources: Act[]
  /**
   * of a disclosure outside the covenant
   */
  basis?: Code
  task?: Code
  /**
   * approved proposal that it replaces
   */
  corrects?: Act
}
/**
 * NewWords are words that were just made, to write down.
 */
export interface NewWords {
  words: string
}
/**
 * Newcomer came later than what the viewer brought in, and cannot read it.
 */
export interface Newcomer {
  seat: number
  contributions: Act[]
}
/**
 * NoAnswer is somebody's word that he does not answer, and why.
 */
export interface NoAnswer {
  by: number
  shown: TextState
  reason: string
}
/**
 * Nothing is what verbs ask or answer that need no more than their name.
 */
export interface Nothing {}
/**
 * Notice tells of something that just happened by itself.
 */
export interface Notice {
  is: NoticeKind
  /**
   * this device's clock
   */
  time: number
  /**
   * of refused
   */
  refusal: Refusal | null
}
/**
 * NoticeText is that text.
 */
export interface NoticeText {
  text: string
}
/**
 * One is done when it has neither refusal nor problem.
 */
export interface One {
  act: Act
  refusal?: Refusal
  problem?: Problem
  /**
   * Passphrase opens a package for an outside recipient without a key. It is shown
   * once, to be told him by telephone, and kept nowhere.
   */
  passphrase?: string
}
/**
 * OutcomeEntry is how an item may end; one that allocates names a party.
 */
export interface OutcomeEntry {
  code: Code
  articles: string[]
  nl: string
  en: string
  allocation: boolean
}
/**
 * Outsider is a recipient who is not in the room.
 */
export interface Outsider {
  number: number
  /**
   * organisation, or a person as far as this device can read it
   */
  name: string
  /**
   * empty for an organisation
   */
  kind: Code
  /**
   * gets a passphrase by telephone: he has no key
   */
  spoken: boolean
  /**
   * where he is there without a device; 0 for who does not take part
   */
  place: number
}
/**
 * Owner is somebody whose information it is.
 */
export interface Owner {
  name: string
  party: Words
  /**
   * when he agreed; 0 for who did not have to
   */
  agreed: number
}
/**
 * Package is a package without its contents.
 */
export interface Package {
  act: Act
  kind: Code
  recipient: Recipient
  issuer: number
  time: number
  releases: Act[]
  /**
   * contributions of the recipient himself
   */
  own: Act[]
  /**
   * the file is there
   */
  made: boolean
  /**
   * when its first byte left; 0 before
   */
  delivered: number
  opened: boolean
  /**
   * something in it was withdrawn: recalled when it had not left, listed when it had
   */
  withdrawn: boolean
  /**
   * its file is for the archive of the recipient's party, too
   */
  archived: boolean
  /**
   * issue act of the same contents, for a new key of the recipient; empty for what was issued first
   */
  again: Act
  /**
   * of a concept: the last day to react; otherwise 0
   */
  reactBy: number
  /**
   * records of consent that it rested on when it was issued
   */
  consents: Act[]
  /**
   * encrypted to a key that its recipient has no more: issue it again
   */
  oldKey: boolean
}
/**
 * Passage is one text of a package.
 */
export interface Passage {
  /**
   * as in the document; 0 for a heading
   */
  number: number
  /**
   * empty for one's own contribution
   */
  kind: Code
  text: string
  /**
   * fact, opinion or empty
   */
  nature: Code
  own: boolean
  /**
   * draws on no contribution, as author and chair stated
   */
  independent: boolean
  owners: Owner[]
  /**
   * when chair or deputy approved it; 0 for one's own
   */
  decided: number
  decider: string
  /**
   * that it is needed for
   */
  actions: Act[]
}
/**
 * Pending is an act that is not stored yet.
 */
export interface Pending {
  /**
   * of the request; cancel names it
   */
  id: number
  do: string
  /**
   * 0 for none
   */
  item: number
  /**
   * what was typed; empty for none
   */
  text: string
}
/**
 * Person is somebody an item is about.
 */
export interface Person {
  /**
   * from 1 in its item
   */
  handle: number
  pseudonym: string
  /**
   * none while he is anonymous
   */
  names: string[]
  relation: Code
  ageBand: Code
}
/**
 * Place is an invited party and function.
 */
export interface Place {
  id: number
  party: Code
  function: string
  post: Post
  /**
   * who fills it; 0 while nobody does
   */
  seat: number
  /**
   * kind of guest; empty for a professional, who has party and function instead
   */
  guest: Code
  /**
   * somebody is there without a device; he fills no seat
   */
  present: boolean
}
/**
 * Preview is that page, without its proof.
 */
export interface Preview {
  html: string
}
/**
 * Problem says what went wrong and what to do; nobody refused anything.
 */
export interface Problem {
  code: ProblemCode
  /**
   * of the request, for bad_input; may be empty
   */
  field: string
  sentence: Words
}
/**
 * Profile is the covenant as data, as far as the page shows it: the words that
 * codes stand for, and what forms ask.
 */
export interface Profile {
  /**
   * of the offer; of the covenant itself in a room
   */
  name: Code
  version: string
  title: Words
  parties: Entry[]
  roomKinds: Entry[]
  purposes: Entry[]
  /**
   * of the viewer's party
   */
  categories: Category[]
  bases: Entry[]
  /**
   * of the viewer's party
   */
  tasks: Entry[]
  criteria: Entry[]
  /**
   * steps of the work process; none where the profile has no such table
   */
  phases: WorkPhase[]
  outcomes: OutcomeEntry[]
  relations: Entry[]
  ageBands: AgeBand[]
  readerReasons: Entry[]
  informExceptions: Entry[]
  itemRoles: ItemRole[]
  /**
   * kinds of guest there may be; none where the profile has none
   */
  guests: Entry[]
  consent: ConsentTerms
  /**
   * milder means to weigh before an item opens
   */
  ladder: Entry[]
  /**
   * the aid for weighing a contribution
   */
  aid: Entry[]
  requiredLadder: Code[]
  requiredAid: Code[]
  /**
   * what a contribution about a person must state
   */
  needs: Code[]
  releaseKinds: Entry[]
  packages: Entry[]
  gates: Entry[]
  terms: Entry[]
  /**
   * what everybody confirms who joins
   */
  secrecy: Words
  /**
   * how long the viewer's party may keep what it receives
   */
  retention: Words
  /**
   * cases open with pseudonyms only
   */
  anonymous: boolean
  /**
   * a person must know before he is discussed by name
   */
  informBefore: boolean
  /**
   * or hears afterwards, on a day and for a reason that are written down
   */
  informAfter: boolean
}
/**
 * Progress counts work that takes time.
 */
export interface Progress {
  what: ProgressKind
  done: number
  of: number
}
/**
 * Projected is what may stand on the wall while an item is discussed: what every
 * present seat at it may open, and nothing else.
 */
export interface Projected {
  /**
   * empty while somebody there cannot open it
   */
  label: string
  texts: ProjectedText[]
  description: string
}
/**
 * ProjectedText is one text of the wall.
 */
export interface ProjectedText {
  act: Act
  /**
   * contribute, decision, action or propose
   */
  kind: string
  /**
   * who brought it in, recorded or proposed it
   */
  seat: number
  text: string
}
/**
 * Proposal is a text on its way out.
 */
export interface Proposal {
  act: Act
  author: number
  time: number
  kind: Code
  text: string | null
  /**
   * whether the text is shown, and why not
   */
  shown: TextState
  recipients: Recipient[]
  /**
   * that it is needed for
   */
  actions: Act[]
  /**
   * contributions that it draws on
   */
  sources: Act[]
  owners: number[]
  /**
   * draws on no contribution, as its author states
   */
  independent: boolean
  basis: Code
  task: Code
  agreed: Agreement[]
  declined: number[]
  state: ProposalState
  /**
   * of one that lapsed by itself
   */
  why: Code
  /**
   * what identifies somebody and was left on purpose
   */
  left: Left[]
  /**
   * for whom it may leave now
   */
  leaves: Recipient[]
  /**
   * what has come in its way, as far as is known here; empty for nothing
   */
  obstacle: Code
  /**
   * on the proposal itself, that stand
   */
  holds: Hold[]
  /**
   * proposal that it replaces; empty for none
   */
  corrects: Act
  /**
   * who agreed or decided on a device that a reseat let in
   */
  anew: number[]
}
/**
 * Reaction is what a recipient remarked on the concept he got.
 */
export interface Reaction {
  /**
   * what handle names
   */
  act: Act
  package: Act
  seat: number
  /**
   * no remarks
   */
  none: boolean
  shown: TextState
  text: string
  answered: boolean
  answer: string
  /**
   * proposals
   */
  corrections: Act[]
}
/**
 * Reader is a place whose seat may open a contribution, and the coded reason why.
 */
export interface Reader {
  place: number
  reason: Code
}
/**
 * Readers are readers to choose.
 */
export interface Readers {
  readers: Reader[]
}
/**
 * Recipient is who gets something: a seat, or an outsider by number. Exactly one
 * of the two is not 0.
 */
export interface Recipient {
  seat: number
  outside: number
}
/**
 * Refusal says why something may not be done: nothing was changed.
 */
export interface Refusal {
  /**
   * stable
   */
  code: Code
  articles: string[]
  /**
   * machine word for the field or demand; may be empty
   */
  subject: string
  sentence: Words
}
/**
 * Report is what was established: exactly one of the three.
 */
export interface Report {
  minutes: Minutes | null
  log: LogReport | null
  /**
   * a log that breaks, or what a device stopped on
   */
  broken: Trouble | null
}
/**
 * What each verb answers when it went well.
 */
export interface Results {
  offer: Nothing
  found: Nothing
  prepare: Nothing
  open: Nothing
  look: Nothing
  knock: Nothing
  leave_lobby: Nothing
  shut: Nothing
  logout: Nothing
  cancel: Nothing
  take_here: Nothing
  unlock: Nothing
  stay_locked: Nothing
  new_words: NewWords
  set_lock: Nothing
  join: Nothing
  leave: Nothing
  place: MadePlace
  invite: Invited
  uninvite: Nothing
  admit: Admitted
  turn_away: Nothing
  item: MadeItem
  describe: Nothing
  agenda: Nothing
  sit: Nothing
  unseat: Nothing
  outside: MadeOutside
  place_guest: MadePlace
  invite_guest: Invited
  sit_guest: Nothing
  rename: Nothing
  invite_back: Invited
  reseat: Nothing
  note_present: Nothing
  note_absent: Nothing
  leave_to: Nothing
  save_plan: SavedFile
  start: Nothing
  new_code: Nothing
  confirm: Nothing
  open_item: Nothing
  end_item: Nothing
  outcome: Nothing
  appoint: Nothing
  hand_over: Nothing
  take_over: Nothing
  remove: Nothing
  wrap_up: Nothing
  adopt: Nothing
  close: Nothing
  destroy: Nothing
  resume: Nothing
  repeat: Made
  void: Voided
  raise_hand: Nothing
  lower_hand: Nothing
  give_floor: Nothing
  close_list: Nothing
  contribute: Made
  correct: Nothing
  show: Nothing
  hide: Nothing
  withdraw: Nothing
  default_readers: Readers
  readers_by_role: Readers
  show_all: Nothing
  put_aside: Nothing
  draft: Made
  sign_draft: Made
  drop_draft: Nothing
  ask: Made
  refuse_request: Made
  withdraw_request: Nothing
  hold: Made
  lift_hold: Nothing
  consent_needed: ConsentNeeded
  consent: Made
  withdraw_consent: Nothing
  plan_inform: Nothing
  informed: Nothing
  invite_response: Nothing
  no_response: Nothing
  notice: NoticeText
  project: Projected
  decide: Made
  action: Made
  retract: Nothing
  keep_unsent: Nothing
  unsent: Unsent
  from_before: FromBefore
  bring_from: MadeActs
  action_from: Made
  progress: Nothing
  find_marks: Marks
  propose: Made
  agree: Each
  decline: Each
  minimise: Each
  lapse: Each
  nothing_for: Nothing
  announce_key: Nothing
  export_key: ExportedKey
  renew_key: Nothing
  confirm_key: Nothing
  archive: Nothing
  confirm_archive: Nothing
  reissue: One
  react: Made
  handle: Nothing
  preview: Preview
  issue: Issued
  fetch: Fetched
  convert: SavedFile
  opened: Nothing
  save_log: SavedFile
  save_evidence: SavedFile
  verify: Report
}
/**
 * Room is what the person at this device may see of the room now.
 */
export interface Room {
  id: Act
  kind: Code
  internal: boolean
  purpose: Code
  founded: number
  phase: Phase
  /**
   * records were lost: nothing is taken in until chair or deputy resume
   */
  suspended: boolean
  viewer: number
  /**
   * the act whose code is read aloud; empty before there is one
   */
  code: Act
  /**
   * as this device computes them
   */
  codeWords: string[]
  started: number
  closed: number
  /**
   * day on which the contents are destroyed at the latest; 0 before it is closed
   */
  destroyOn: number
  places: Place[]
  seats: Seat[]
  /**
   * for chair and deputies
   */
  invitations: Invitation[]
  /**
   * for chair and deputies
   */
  visits: Visit[]
  outsiders: Outsider[]
  archives: Archive[]
  /**
   * in the order of the agenda
   */
  items: Item[]
  packages: Package[]
  /**
   * who gets nothing, by the chair's word
   */
  nothing: Recipient[]
  /**
   * for chair and deputies
   */
  gates: Gate[]
  reactions: Reaction[]
  /**
   * one question each: show him what I brought in?
   */
  newcomers: Newcomer[]
  /**
   * for chair and deputies: what owners are asked about newcomers
   */
  unshown: Unshown[]
  /**
   * whom the viewer can name to decide about what he brought in, when he leaves
   */
  stewards: number[]
  /**
   * what the viewer must not forget
   */
  due: Due[]
}
/**
 * Row is one action in the sheet.
 */
export interface Row {
  what: string
  who: string
  organisation: string
  /**
   * days since 1970-01-01; 0 when vacant
   */
  due: number
  status: string
}
/**
 * SavedFile is a file to keep.
 */
export interface SavedFile {
  name: string
  /**
   * media type
   */
  type: string
  bytes: Bytes
  /**
   * Parts, when there are any, are the file: a zip of them that the page makes, the
   * first stored as it is.
   */
  parts: SavedPart[]
  /**
   * Book or Calendar, when it is there, is what the file holds, and the page writes it.
   */
  book: Book | null
  calendar: Calendar | null
}
/**
 * SavedPart is one file in a zip.
 */
export interface SavedPart {
  name: string
  bytes: Bytes
}
/**
 * Seat is one person in the room.
 */
export interface Seat {
  id: number
  place: number
  post: Post
  /**
   * of a guest his name alone, as far as this device can read it
   */
  claims: Claims
  /**
   * has confirmed secrecy; is shown nothing before
   */
  joined: boolean
  /**
   * has confirmed the code that is read aloud now
   */
  confirmed: boolean
  /**
   * packages can be made for him
   */
  minutesKey: boolean
  /**
   * left or removed; empty while present
   */
  gone: Code
  /**
   * as the server says
   */
  connected: boolean
  /**
   * when this device saw his connection go; 0 for who is there, or was not since this device is
   */
  away: number
  /**
   * has another device than he came with
   */
  reseated: boolean
  /**
   * has announced another minutes key, which nobody confirmed yet
   */
  newKey: boolean
  /**
   * to compare that key by; otherwise of the one he has
   */
  keyMark: string
  /**
   * who decides about what he brought in, once he is gone; 0 for nobody
   */
  steward: number
}
/**
 * Sitting is a place at an item.
 */
export interface Sitting {
  place: number
  role: Code
  /**
   * Person is the handle of the person of the item that a guest is; 0 for none.
   */
  person: number
}
/**
 * Snapshot is all that the page shows. Events replace whole fields of it.
 */
export interface Snapshot {
  stage: Stage
  connection: Connection
  /**
   * the server's clock when this was told, ms since 1970 UTC
   */
  now: number
  /**
   * the gravest, while it lasts
   */
  trouble: Trouble | null
  /**
   * another tab of this browser has the keys
   */
  elsewhere: boolean
  /**
   * rooms that this device has a seat in
   */
  kept: KeptRoom[]
  /**
   * covenants of the server, for who founds a room
   */
  offered: Profile[]
  /**
   * of the room, or of the one that is looked at
   */
  profile: Profile | null
  welcome: Welcome | null
  waiting: Waiting | null
  ending: Ending
  room: Room | null
  pending: Pending[]
  lost: Lost[]
  progress: Progress | null
  /**
   * what was asked waits until the person shows himself
   */
  unlock: Unlock | null
  /**
   * the last thing that happened by itself
   */
  notice: Notice | null
}
/**
 * Speakers is who speaks at an item that is open, and who wants to. It is the server's
 * word, and in no log.
 */
export interface Speakers {
  /**
   * who speaks; 0 for nobody
   */
  floor: number
  /**
   * in the order in which they get the floor
   */
  hands: Hand[]
  /**
   * no more hands, but on a point of order
   */
  closed: boolean
}
/**
 * Trouble is what the person must know of the server, in words.
 */
export interface Trouble {
  is: TroubleKind
  sentence: Words
  /**
   * of behind and loss: records
   */
  count: number
  /**
   * of a violation, also an earlier one: what broke and where, for who investigates
   */
  evidence: string
}
/**
 * Unlock is a question to the person: show that it is you. What was asked waits.
 */
export interface Unlock {
  /**
   * the verb that waits for it
   */
  for: string
  /**
   * empty: none is set yet, so choose one
   */
  way: Way
  /**
   * its id, for way passkey
   */
  passkey: Bytes
  /**
   * what the passkey evaluates: kept, or for a new one
   */
  salt: Bytes
}
/**
 * Unsent is such text; empty for none.
 */
export interface Unsent {
  text: string
}
/**
 * Unshown is what a newcomer cannot read of what somebody brought in before: its owner
 * alone decides.
 */
export interface Unshown {
  seat: number
  owner: number
  /**
   * contributions
   */
  count: number
}
/**
 * Visit is somebody in the lobby.
 */
export interface Visit {
  /**
   * what admit, reseat and turn_away name
   */
  invitation: Act
  /**
   * who comes back on another device: reseat him; 0 for somebody new: admit him
   */
  returns: number
  /**
   * whom the chair gave a guest's link to
   */
  guest: string
  place: number
  claims: Claims
  since: number
  /**
   * holds the link; who does not cannot be admitted
   */
  genuine: boolean
}
/**
 * Voided says whether an act that was cancelled was admitted after all.
 */
export interface Voided {
  admitted: boolean
}
/**
 * Waiting is who waits to be let in, and since when by this device's clock.
 */
export interface Waiting {
  since: number
  claims: Claims
}
/**
 * Welcome is what an invitation tells before one comes in.
 */
export interface Welcome {
  room: Act
  /**
   * this device has a seat there already: open it
   */
  known: boolean
  /**
   * name of the chair
   */
  host: string
  hostParty: Words
  kind: Words
  covenant: Words
  /**
   * of the place
   */
  party: Words
  partyCode: Code
  /**
   * kind of guest that the place is for; then party and function are empty
   */
  guest: Code
  /**
   * who comes back by it on another device; null for somebody new
   */
  returns: Claims | null
  function: string
  expires: number
  /**
   * what one confirms with join
   */
  secrecy: Words
}
/**
 * Words is a sentence or a name in the two languages of the interface.
 */
export interface Words {
  nl: string
  en: string
}
/**
 * WorkLine is one line of the action list.
 */
export interface WorkLine {
  item: number
  /**
   * of the passage
   */
  number: number
  /**
   * action act; empty when vacant
   */
  act: Act
  what: string
  who: string
  party: string
  /**
   * day; 0 when vacant
   */
  due: number
  status: WorkStatus
  mine: boolean
}
/**
 * WorkPhase is a step of the work process, and which data it needs.
 */
export interface WorkPhase {
  code: Code
  articles: string[]
  nl: string
  en: string
  activity: Words
  purposes: Code[]
  categories: Code[]
}
/**
 * WorkProgress is how far an action is.
 */
export interface WorkProgress {
  /**
   * open, done or dropped
   */
  is: Code
  /**
   * who said so; 0 while nobody did
   */
  by: number
  shown: TextState
  /**
   * may be empty
   */
  why: string
}
