/**
 * What each mistake costs: roughly `-log` of how likely a developer makes it, so that two mistakes at once add up and the
 * cheapest explanation is the likeliest one. Only differences matter. How the figures were found: first by
 * reasoning (beside each), then by measuring on route tables that were held out from all looking at single cases.
 */
export const WEIGHTS = {
  // Punctuation around a path that is otherwise right: nothing else explains the request as well.
  trailingSlash: 0.6,
  leadingSlash: 0.6,
  doubleSlash: 0.7,
  stray: 0.8,
  extension: 0.9,
  /** An ending that no page has; it may belong to the name. */
  oddExtension: 1.9,
  encoding: 1,

  // The right word, spelt by another convention. One of a handful of variants, so each of them is likely.
  case: 1,
  plural: 1,
  separator: 1.1,
  version: 1.1,
  /** Added for every step between two versions: v1 for v2 is likelier than v1 for v7. */
  versionStep: 0.05,
  synonym: 1.4,
  /** An abbreviation that isn't listed, by its letters. */
  abbreviation: 1.9,

  // Slips of the finger. A given slip is one of dozens that a word allows, so each is less likely than a convention.
  transposition: 1.7,
  doubledLetter: 1.7,
  droppedLetter: 1.9,
  neighbourKey: 1.9,
  insertedNeighbour: 1.9,
  insertedLetter: 2.2,
  wrongLetter: 2.3,
  /** Every slip after the first in one word. */
  furtherSlip: 2.1,
  /** The first letter is the one that people see: a slip there is rarer. */
  firstLetter: 0.2,
  /** Slips in a short word change much of it: added for words of three letters and fewer. */
  shortWord: 0.3,

  // Prefixes: set in one place, typed in another, hence the commonest structural mistake. A longer one is still one.
  missingPrefix: 1.3,
  missingPrefixMore: 0.15,
  extraPrefix: 1.5,
  extraPrefixMore: 0.2,
  /** A leading segment that doesn't look like a prefix at all. */
  oddPrefix: 2.9,
  doublePrefix: 0.8,
  doublePrefixMore: 0.1,

  // Segments inside the path.
  missingLiteral: 2.6,
  missingParam: 2.5,
  /** Every further one in a row: `/orders/7` for `/users/{id}/orders/7` leaves out two, once. */
  missingMore: 1.8,
  /** `new`, `edit`, `list`, …: habits of other APIs. */
  extraHabit: 2.3,
  extraSegment: 2.8,
  /** Every further one in a row. */
  extraMore: 1.6,
  /** Several segments for a parameter whose name suggests a path. */
  pathTooLong: 1.8,
  /** Several segments that end in a file name, for a parameter with any other name. */
  fileTooLong: 2.3,
  /** Every further segment of a path. */
  pathMore: 0.05,
  /** The same segment twice in a row. */
  repeatedSegment: 1.6,
  swapped: 1.6,

  // Parameters.
  emptyParam: 0.6,
  /** `/users/` for `/users/{id}`: a missing parameter behind its slash is an empty one. */
  emptyAtEnd: -1.2,
  /** `{id}`, `:id`, `undefined`, `null`, `NaN`: a template or a bug's leftovers, never a value. */
  placeholder: 1.2,
  wrongType: 2.1,
  /** Free text matches anything, so its match is weak evidence, a literal's match strong. */
  text: 0.35,
  /** Free text that is a number where the name doesn't say id. */
  textNumber: 0.7,
  /** Free text that is, or nearly is, a literal of this table: it was probably meant as that literal. */
  textIsWord: 1.5,
  textNearWord: 1.3,
  /** `new`, `list`, `me` as a value: those are words of paths. */
  textIsHabit: 0.8,
  mixed: 0.2,

  /** POST for PUT or PATCH, GET for POST: the pairs that people confuse. */
  method: 1.3,
  oddMethod: 2.6,
  /** PUT, PATCH and DELETE on a collection: they are for its items, so the item was left out. */
  itemMethod: -0.7,

  /** A qualifier left out or added: `users` for `project-users`. */
  qualifier: 2.5,

  /** Only a change of the application answers it. */
  notIncluded: 0.9,
  /** The framework's own pages are requested by name, so they rank behind the application's routes. */
  docs: 0.2,
} as const;

/**
 * When nothing is suggested. A miss has to earn its cost by literal letters that typed and meant path share: `/foo` is as
 * far from `/` as `/api/v1/users/5/foo` from `/api/v1/users/5`, yet only the second shows what was meant.
 *
 * Measured on 21 documents: 4,664 requests with one or two known mistakes, and 3,461 requests of which nothing was meant
 * (routes of the other documents, and what scanners ask for). At these figures 0.1 % of the first lose their right
 * suggestion and 6.0 % of the second get one, most of those for a reason (`/api/config` for `/config`). A limit of cost
 * alone that shows as few of the second, 4.0, loses 1.7 % of the first. Where no letter is shared and the rest is taken by
 * a `path` parameter, which takes anything, `anyPath` is all that it may cost.
 */
export const ABSTAIN = { base: 3, perLetter: 0.3, most: 7.5, anyPath: 1 } as const;

/** How much further than the best one the search looks: the best may turn out not to be answerable. */
export const MARGIN = 4.5;

/**
 * A miss this much costlier than the best one is not shown: it takes more than one missing segment on top of all that the
 * best one takes, and nobody meant that. Measured on 33 documents, 28,409 requests: no right suggestion among the first three
 * stands further behind, while 1.6 misses are shown for a request instead of 2.8. At 2.45 one is lost, at 2.0 four.
 */
export const SHOWN_MARGIN = 2.65;
