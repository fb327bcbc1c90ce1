/** A point of the calendar as pydantic's parser (the speedate crate) reads it; `offset` in seconds, null for none. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Microseconds since midnight. */
  readonly time: number;
  readonly offset: number | null;
}

/** pydantic's `date` from text: ISO, a timestamp, or a datetime, as long as its time is midnight. ISO out. */
export function dateFromText(text: string): string | null {
  return dateOf(isoDate(text) ?? timestamp(text) ?? isoDateTime(text));
}

/** The date of a moment that is exactly midnight; null for others. */
export function dateOf(moment: Moment | null): string | null {
  return moment && moment.time === 0 ? formatDate(moment) : null;
}

/** pydantic's `datetime` from text: ISO, date alone, or a timestamp in seconds or milliseconds. `isoformat()` out. */
export function dateTimeFromText(text: string): string | null {
  const moment = isoDateTime(text) ?? timestamp(text) ?? isoDate(text);
  return moment && formatDateTime(moment);
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt _](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:([Zz])|([+\-−])(\d{2}):?(\d{2}))?$/;
const WHOLE = /^[+-]?\d{1,400}$/;
const FRACTION = /^[+-]?(?:\d+\.\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const WATERSHED = 20_000_000_000n;
const WATERSHED_NUMBER = Number(WATERSHED);

function isoDate(text: string): Moment | null {
  const match = DATE.exec(text);
  return match ? checked(Number(match[1]), Number(match[2]), Number(match[3]), 0, null) : null;
}

function isoDateTime(text: string): Moment | null {
  const match = DATE_TIME.exec(text);
  if (!match) return null;
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const micros = Number((match[7] ?? '').padEnd(6, '0').slice(0, 6));
  let offset = match[8] === undefined ? null : 0;
  if (match[9] !== undefined) {
    const [hours, minutes] = [Number(match[10]), Number(match[11])];
    if (minutes > 59 || hours > 23) return null;
    offset = (match[9] === '+' ? 1 : -1) * (hours * 60 + minutes) * 60;
  }
  const time = ((hour * 60 + minute) * 60 + second) * 1e6 + micros;
  return checked(Number(match[1]), Number(match[2]), Number(match[3]), time, offset);
}

/**
 * Seconds up to 2e10 on either side of the epoch, beyond that milliseconds (speedate, MS_WATERSHED). Whole ones are
 * exact; what has a point is a double, whose fraction is rounded to microseconds.
 */
function timestamp(text: string): Moment | null {
  if (WHOLE.test(text)) return momentOf(microsOf(BigInt(text.replace('+', ''))));
  if (!FRACTION.test(text)) return null;
  const value = Number(text);
  // speedate turns milliseconds into seconds first, and looks at the watershed again.
  return momentOfDouble(Math.abs(value) > WATERSHED_NUMBER ? value / 1000 : value, 1e6);
}

/** The moment of a timestamp that is a Python float (pydantic-core, float_as_datetime). */
export function momentOfNumber(value: number): Moment | null {
  return momentOfDouble(value, Math.abs(value) > WATERSHED_NUMBER ? 1e3 : 1e6);
}

/** `unit`: microseconds of which the fraction counts one. */
function momentOfDouble(value: number, unit: number): Moment | null {
  const whole = Math.floor(value);
  if (!(Math.abs(whole) < 1e15)) return null;
  return momentOf(microsOf(BigInt(whole)) + BigInt(Math.round((value - whole) * unit)));
}

function microsOf(timestamp: bigint): bigint {
  return timestamp * (timestamp > WATERSHED || timestamp < -WATERSHED ? 1_000n : 1_000_000n);
}

/** A moment from microseconds since the epoch; null outside the years 1 to 9999. */
function momentOf(micros: bigint): Moment | null {
  const day = 86_400_000_000n;
  let days = micros / day;
  let time = micros % day;
  if (time < 0n) {
    time += day;
    days -= 1n;
  }
  if (days < -719_162n || days > 2_932_896n) return null;
  const date = new Date(Number(days) * 86_400_000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    time: Number(time),
    offset: 0,
  };
}

function checked(year: number, month: number, day: number, time: number, offset: number | null): Moment | null {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return { year, month, day, time, offset };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function formatDate({ year, month, day }: Moment): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Python's `datetime.isoformat()`. */
export function formatDateTime(moment: Moment): string {
  const { time, offset } = moment;
  const seconds = Math.floor(time / 1e6);
  const micros = time % 1e6;
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((n) => pad(n, 2))
    .join(':');
  const zone = offset === null ? '' : formatOffset(offset);
  return `${formatDate(moment)}T${clock}${micros === 0 ? '' : `.${pad(micros, 6)}`}${zone}`;
}

function formatOffset(offset: number): string {
  const minutes = Math.abs(offset) / 60;
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');
