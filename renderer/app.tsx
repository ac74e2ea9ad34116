import { Redirect, Route, Router, Switch } from 'wouter'
import { useFeed } from './api/state-feed'
import { useHashLocation } from './frame/hash-location'
import { Window } from './frame/window'
import { Days } from './days/days'
import { Help } from './help/help'
import { History } from './history/history'
import { Trace } from './history/trace'
import { Movements } from './movements/movements'
import { NeedsYou } from './needs-you/needs-you'
import { Overview } from './overview/overview'
import { Preview } from './preview/preview'
import { SetUp } from './set-up/set-up'

export function App() {
  return (
    <Router hook={useHashLocation}>
      <Window>
        <Screens />
      </Window>
    </Router>
  )
}

function Screens() {
  const { state } = useFeed()
  if (state === null) return null
  const begin = state.shape === 'not-set-up'
  return (
    <Switch>
      <Route path="/set-up" component={SetUp} />
      <Route path="/help" component={Help} />
      {begin && (
        <Route>
          <Redirect to="/set-up" />
        </Route>
      )}
      <Route path="/" component={Overview} />
      <Route path="/days" component={Days} />
      <Route path="/movements" component={Movements} />
      <Route path="/needs-you" component={NeedsYou} />
      <Route path="/preview" component={Preview} />
      <Route path="/history/:id?">{({ id }) => <History chosen={id ?? null} />}</Route>
      <Route path="/trace/:sku" component={Trace} />
      <Route>
        <Redirect to="/" />
      </Route>
    </Switch>
  )
}
