/** What to say where Vend calls another Stocktray too; `hosts`: where it lives. */
export function otherInstallationText(hosts: readonly string[]): string {
  return `Vend also calls another Stocktray, at ${hosts.join(' and ')}. Two for one shop are not supported: each would tell the warehouse of the same stock. Stop the other one, and delete its webhook in Vend under Setup, API; if it is gone already, delete only the webhook.`
}
