/** What a detector may conclude about a host. */
export type Verdict = "healthy" | "failed" | "malfunctioning" | "failure imminent" | "performance deficient";
