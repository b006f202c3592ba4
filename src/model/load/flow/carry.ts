/** Makes whole numbers of a flow: what is left of one time is added to the next, so that nothing is lost or made up. */

export class Carry {
  private left = 0;

  /** @param amount not negative @param most no more than this can be taken now; what is beyond waits */
  take(amount: number, most = Infinity): number {
    this.left += amount;
    const whole = Math.min(most, Math.floor(this.left));
    this.left -= whole;
    return whole;
  }
}
