import { numberIn, textIn, type Store } from './store'
import { odooTime } from './writing'

/** Whose API key this is, unless it ran out. */
export function ownerOfKey(store: Store, secret: string): number | null {
  const key = store.all('res.users.apikeys').find((row) => row.key === secret)
  if (!key) return null
  const until = textIn(key, 'expiration_date')
  return until === '' || until > odooTime(new Date()) ? numberIn(key, 'user_id') : null
}

/** Over JSON-RPC a key stands in the place of the password. */
export function passes(store: Store, uid: number, secret: string): boolean {
  return secret !== '' && (store.find('res.users', uid)?.password === secret || ownerOfKey(store, secret) === uid)
}

export function signIn(store: Store, login: string, secret: string): number | false {
  const user = store.all('res.users').find((row) => row.login === login)
  return user && passes(store, user.id, secret) ? user.id : false
}
