import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { Arrival } from './core/arrival.ts'
import { useSnapshot } from './core/use.ts'
import { paths } from './parts/paths.ts'
import { type NotDone, useSend } from './parts/useSend.ts'
import { Ended } from './screens/Ended.tsx'
import { Code } from './screens/enter/Code.tsx'
import { GuestJoin } from './screens/enter/GuestJoin.tsx'
import { Join } from './screens/enter/Join.tsx'
import { PromiseSecrecy } from './screens/enter/Promise.tsx'
import { Start } from './screens/enter/Start.tsx'
import { Waiting } from './screens/enter/Waiting.tsx'
import { Logout } from './screens/Logout.tsx'
import {
  Accessibility, Family, GuestRoom, Lobby, MatrixPage, Mine, MyMinutes, Participants, Prepare, Release, Verify, Wall, WrapUp, loadAhead,
} from './screens/later.tsx'
import { Meeting } from './screens/meeting/Meeting.tsx'
import { NotFound } from './screens/NotFound.tsx'
import { isGuest } from './lib/family.ts'
import { leads, viewerOf } from './lib/people.ts'

/** Every screen: some need no room, the rest follow the stage one is in. came is
 * the link the page was opened with. */
export function App({ came }: { came: Arrival | null }) {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path={paths.verify}><Verify /></Route>
        <Route path={paths.logout}><Logout /></Route>
        <Route path={paths.accessibility}><Accessibility /></Route>
        <Route><Staged came={came} /></Route>
      </Switch>
    </Suspense>
  )
}

function Staged({ came }: { came: Arrival | null }): ReactNode {
  const { stage, welcome, waiting, ending, room, profile } = useSnapshot()
  const [promised, setPromised] = useState(false)
  const unopened = useInvitation(came)
  if (stage === 'ended' && ending !== '') return <Ended ending={ending} />
  if (stage === 'waiting' && welcome && waiting) return <Waiting welcome={welcome} {...waiting} />
  if (stage === 'invited' && welcome && profile && welcome.guest !== '') return <GuestJoin welcome={welcome} profile={profile} promise={() => setPromised(true)} />
  if (stage === 'invited' && welcome) return <Join welcome={welcome} promise={() => setPromised(true)} />
  if (stage !== 'room' || room === null) return <Start chairLink={came?.is === 'chair' ? came.link : ''} unopened={unopened} />
  if (!viewerOf(room)?.joined) return <PromiseSecrecy promised={promised} />
  return isGuest(room, room.viewer) ? <GuestRoom /> : <InRoom />
}

/** Looks once at the invitation the page was opened with; returns why it does not open. */
function useInvitation(came: Arrival | null): NotDone | null {
  const { send, refused } = useSend()
  const looked = useRef(false)
  useEffect(() => {
    if (came?.is !== 'invitation' || looked.current) return
    looked.current = true
    void send({ do: 'look', link: came.link })
  })
  return refused
}

function InRoom() {
  const { room } = useSnapshot()
  useEffect(() => { void loadAhead() }, [])
  const first = room?.phase === 'preparing' && leads(room) ? paths.prepare : paths.meeting
  return (
    <Switch>
      <Route path={paths.home}><Redirect to={first} /></Route>
      <Route path={paths.prepare}><Prepare /></Route>
      <Route path={paths.lobby}><Lobby /></Route>
      <Route path={paths.code}><Code /></Route>
      <Route path={`${paths.meeting}/:item?`}><Meeting /></Route>
      <Route path={`${paths.family}/:item`}><Family /></Route>
      <Route path={`${paths.wall}/:item`}><Wall /></Route>
      <Route path={paths.participants}><Participants /></Route>
      <Route path={paths.mine}><Mine /></Route>
      <Route path={`${paths.release}/nieuw/:source`}><Release /></Route>
      <Route path={`${paths.release}/verbeter/:corrects`}><Release /></Route>
      <Route path={`${paths.release}/:act?`}><Release /></Route>
      <Route path={paths.matrix}><MatrixPage /></Route>
      <Route path={paths.wrapUp}><WrapUp /></Route>
      <Route path={paths.minutes}><MyMinutes /></Route>
      <Route><NotFound /></Route>
    </Switch>
  )
}
