/** How large a scenario may be: whatever comes from outside is bounded, so that a hostile file is refused at once. */

/** Of one file, in UTF-16 units; a larger one need not even be read. */
export const LARGEST_SCENARIO = 5_000_000;

/** Of all files that a scenario includes, together with itself. */
export const MAX_TOTAL_TEXT = 10_000_000;

/** Words, marks and spaces of one file: ten thousand hosts written out one by one, which take some seconds to parse. */
export const MAX_TOKENS = 1_000_000;

/** Levels of nesting, as the parser counts them (a mapping in a mapping is one more). */
export const MAX_DEPTH = 64;

/** Values (a long text counts as several) after aliases, `include`, `count` and `like` have been written out. */
export const MAX_VALUES = 500_000;

/** Entries that one `count` may make. */
export const MAX_COUNT = 50_000;

/** Files that include each other, one inside the other. */
export const MAX_INCLUDES = 16;

/** Entries of which each is like the next. */
export const MAX_LIKES = 64;

/** Strokes of one fault that are to be expected in one run; more would take longer than anybody waits. */
export const MAX_STROKES = 5_000_000;

/** Problems that are told; whoever has more will not read them. */
export const MAX_PROBLEMS = 200;
