import { Redirect, Route, Switch } from 'wouter'
import { paths } from '../../parts/paths.ts'
import { Code } from '../enter/Code.tsx'
import { Mine } from '../mine/Mine.tsx'
import { MyMinutes } from '../minutes/MyMinutes.tsx'
import { NotFound } from '../NotFound.tsx'
import { GuestTalk } from './GuestTalk.tsx'

/** The room of a person concerned, a relative or a supporter: nothing in it that he
 * may not do. */
export function GuestRoom() {
  return (
    <Switch>
      <Route path={paths.home}><Redirect to={paths.meeting} /></Route>
      <Route path={`${paths.meeting}/:item?`}><GuestTalk /></Route>
      <Route path={paths.code}><Code /></Route>
      <Route path={paths.mine}><Mine /></Route>
      <Route path={paths.minutes}><MyMinutes /></Route>
      <Route><NotFound /></Route>
    </Switch>
  )
}
