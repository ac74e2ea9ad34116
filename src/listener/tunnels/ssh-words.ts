import type { SshSettings } from '../../core/settings'

/** Why an SSH session did not come up, or ended. */
export type SshTrouble =
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'other-key'; readonly trusted: string; readonly shown: string }
  | { readonly kind: 'key-not-accepted'; readonly line: string }
  | { readonly kind: 'forward-refused' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'other'; readonly text: string }

/** Whether it stays so until somebody does something. A port that is not given may only be free again a little later. */
export function needsPerson({ kind }: SshTrouble): boolean {
  return kind === 'other-key' || kind === 'key-not-accepted'
}

/** What happened, and what to do; it comes back by itself, except where somebody must do something. */
export function sshSentence(trouble: SshTrouble, { host, port, user, remoteHost, remotePort }: SshSettings): string {
  switch (trouble.kind) {
    case 'unreachable':
      return `${host} cannot be reached at port ${port} (${trouble.code}). Check this PC’s network, the address, and whether the server runs.`
    case 'other-key':
      return `${host} shows another key than the one that is trusted: ${trouble.shown} instead of ${trouble.trusted}. Somebody may stand between, so the connection was refused. Was the server set up anew? Then ask who looks after it for its fingerprint, enter that as “hostKey” under “realTime.ssh” in the set-up file, and run: stocktray setup`
    case 'key-not-accepted':
      return `${host} does not accept Stocktray’s key for the user ${user}. Add this line to the file .ssh/authorized_keys of that user there: ${trouble.line}`
    case 'forward-refused':
      return `${host} does not let Stocktray listen at ${remoteHost} port ${remotePort}. Its settings must allow it (“AllowTcpForwarding remote”, and “permitlisten” in authorized_keys), and no other program there may use that port. After a cut the server can take some minutes to free it.`
    case 'silent':
      return `${host} does not answer any more, so the connection was ended.`
    case 'ended':
      return `${host} ended the connection.`
    case 'other':
      return `The connection to ${host} failed: ${trouble.text}.`
  }
}
