/** Whom agents tell what: the places of whoever watches hosts, and of whoever balances load. */
export interface Addressees {
  reports: string;
  load: string;
}
