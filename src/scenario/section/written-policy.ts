/** What an entry of `policies:` says: a part for each family that it speaks to, under the family's name. */
export type WrittenPolicy = "none" | { readonly module?: string; readonly [family: string]: unknown };
