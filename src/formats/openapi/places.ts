import type { Place } from './document.ts';

/** A property that no text can have: a table beside the values would cost as much as they do. */
const PLACE = Symbol('place');

interface Placed {
  [PLACE]?: Place;
}

/** Notes where a mapping or list stands. */
export function setPlace(value: object, place: Place): void {
  (value as Placed)[PLACE] = place;
}

/** Where a mapping or list stands, if somebody noted it. */
export function placeOf(value: unknown): Place | null {
  return (typeof value === 'object' && value !== null && (value as Placed)[PLACE]) || null;
}
