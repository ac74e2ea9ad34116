/** The single values that the engine remembers. */
export type FactName =
  /** How far the scan has come in Vend's consignments, and in its products. */
  | 'scan-cursor'
  | 'product-cursor'
  /** JSON {at, upTo}: our clock and Vend's at the last complete scan. */
  | 'last-scan'
  | 'next-scan'
  /** JSON Problem. */
  | 'vend-problem'
  | 'warehouse-problem'
  /** Consignments that the first walk has seen so far. */
  | 'walk-seen'
  /** JSON ProgressMark: how far long work has come. */
  | 'progress'
  /** JSON [Notice], and when the warehouse is to be asked for them again. */
  | 'warehouse-notices'
  | 'next-check'
  /** What the settings said when drafts were last decided: another text decides them again. */
  | 'decided-with'
  /**
   * Stands when the folder was restored or moved: whatever it sends is looked up before, under all names of its consignment.
   * When that was, in ms since 1970, or 'yes' where nobody knows.
   */
  | 'restored'
  | 'whereabouts'
  | 'generation'
  /** JSON [{at, cursor}]: where the scan stood on each of the last nights. */
  | 'nights'
  | 'next-night'
  /** JSON {since, after, at}: how far the nightly reading of what was told has come. */
  | 'night-readings'
  /** JSON Pause: stands while somebody has paused the sending, and a little longer where it is over. */
  | 'paused'
  /** JSON Watch: stands while it only watches. */
  | 'watching'
  /** The last choice in the settings to only watch that was taken up. */
  | 'watch-taken-up'
  /** JSON {at, failed}: what the Test button last found. */
  | 'last-test'
  /** JSON Registration: what Vend was last seen to call, and why it does not. */
  | 'webhook-registration'
  /** JSON WebhookHealth: which webhooks came, and which did not. */
  | 'webhook-health'
