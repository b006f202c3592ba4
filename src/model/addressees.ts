/** The places that agents talk to: all at one controller, or their loads at one of its own. */
export interface Addressees {
  readonly reports: string;
  load: string;
}
