import { SCANNER } from './module.ts';
import { CLOSE_LIST, COMMA } from './values.ts';

/** What `Scanner` answers where the text isn't JSON. */
export const FAULT = -1;

/** What is known of a line when somebody stands on it. */
export interface LineState {
  /** 1-based. */
  readonly line: number;
  /** Offset of the line's first byte, less `wide` as it was there. */
  readonly lineStart: number;
  /** Bytes so far that are no UTF-16 unit of their own. */
  readonly wide: number;
}

/** Takes an entry of a mapping: the key from quote to quote, the value's offset. Answers the offset behind the value. */
export type TakeEntry = (key: number, keyEnd: number, value: number, line: number, column: number) => number;

/** See assembly/index.ts. */
interface Assembly {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly told: { readonly value: number };
  readonly keyPlaces: { readonly value: number };
  open(length: number): number;
  begin(address: number, offset: number): void;
  tapeStart(): number;
  tapeAt(): number;
  gap(at: number): number;
  valueEnd(at: number): number;
  firstEntry(open: number): number;
  nextEntry(end: number): number;
  pathItem(at: number): number;
}

/** How many i32s are told, and where in that is what. */
const TOLD = 9;
const LINE = 0;
const LINE_START = 1;
const WIDE = 2;
const KEY = 3;
const KEY_END = 4;
const KEY_LINE = 5;
const KEY_COLUMN = 6;
const CLOSED = 7;
const KEY_COUNT = 8;

/** Keys of a path item whose places are told. */
const MOST_KEYS = 64;

/**
 * Moves over a stretch of a document, which is JSON in UTF-8, checks it on the way (RFC 8259) and counts lines and columns. Offsets are
 * those of the document. WebAssembly, because a process that lists a document's routes is over before V8 has compiled the loops of a
 * scanner in JavaScript: a document of 4 MB is crossed in 7 ms rather than 45.
 */
export class Scanner implements LineState {
  /** The whole document. */
  readonly bytes: Uint8Array;
  readonly #assembly: Assembly;
  readonly #told: Int32Array;

  constructor(bytes: Uint8Array, assembly: Assembly, state: LineState) {
    this.bytes = bytes;
    this.#assembly = assembly;
    this.#told = view(assembly, assembly.told.value, TOLD);
    this.#told[LINE] = state.line;
    this.#told[LINE_START] = state.lineStart;
    this.#told[WIDE] = state.wide;
  }

  #tell(index: number): number {
    return this.#told[index] as number;
  }

  /** 1-based, where the scanner stands. */
  get line(): number {
    return this.#tell(LINE);
  }

  get lineStart(): number {
    return this.#tell(LINE_START);
  }

  get wide(): number {
    return this.#tell(WIDE);
  }

  /** The 1-based column, in UTF-16 units, of an offset on the line that the scanner has just reached. */
  columnAt(at: number): number {
    return at - this.#tell(WIDE) - this.#tell(LINE_START) + 1;
  }

  /** The offset behind white space. */
  gap(at: number): number {
    return this.#assembly.gap(at);
  }

  /** The offset behind a value, and behind white space in front of it; FAULT where there is none. */
  valueEnd(at: number): number {
    return this.#assembly.valueEnd(at);
  }

  /** Goes over the mapping that opens at an offset; the offset behind it. */
  eachEntry(open: number, take: TakeEntry): number {
    let value = this.#assembly.firstEntry(open);
    while (value !== FAULT) {
      const told = this.#told;
      const end = take(
        told[KEY] as number,
        told[KEY_END] as number,
        value,
        told[KEY_LINE] as number,
        told[KEY_COLUMN] as number,
      );
      if (end === FAULT) return FAULT;
      value = this.#assembly.nextEntry(end);
    }
    // Behind the mapping, or FAULT where something else stood in place of an entry.
    return this.#tell(CLOSED);
  }

  /** Goes over the list that opens at an offset; the offset behind it. */
  eachItem(open: number, take: (value: number) => number): number {
    let at = this.gap(open + 1);
    if (this.bytes[at] === CLOSE_LIST) return at + 1;
    for (;;) {
      at = take(at);
      if (at === FAULT) return FAULT;
      at = this.gap(at);
      if (this.bytes[at] === COMMA) at = this.gap(at + 1);
      else return this.bytes[at] === CLOSE_LIST ? at + 1 : FAULT;
    }
  }

  /**
   * The offset behind what a path of an OpenAPI document holds, like `valueEnd`; it's at the end of the tape then, with a comma, but
   * without what no route needs.
   */
  pathItem(at: number): number {
    return this.#assembly.pathItem(at);
  }

  /** How many keys that path item has. */
  get keyCount(): number {
    return this.#tell(KEY_COUNT);
  }

  /** Of its first keys: offset, line and column, one after the other. To be read at once. */
  keyPlaces(): Int32Array {
    const count = Math.min(this.keyCount, MOST_KEYS);
    return view(this.#assembly, this.#assembly.keyPlaces.value, count * 3);
  }

  /** How much is on the tape, in bytes. */
  tapeLength(): number {
    return this.#assembly.tapeAt() - this.#assembly.tapeStart();
  }

  /** What is on the tape. */
  tape(): Uint8Array {
    const tape = new Uint8Array(this.#assembly.memory.buffer, this.#assembly.tapeStart(), this.tapeLength());
    return homes.has(tape.buffer) ? tape : tape.slice();
  }
}

function view({ memory }: Assembly, address: number, length: number): Int32Array {
  return new Int32Array(memory.buffer, address, length);
}

/** Part of every engine, though not of the language, so that its types come with the browser's only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

let module: object | null = null;
/** For everything that isn't in a scanner's memory already. */
let common: Assembly | null = null;
/** Scanners by the memories that documents were read into. */
const homes = new WeakMap<ArrayBufferLike, Home>();

interface Home {
  readonly assembly: Assembly;
  /** Whether something may be on its tape, which stays there as long as the document. */
  isWritten: boolean;
}

/** Memory that is kept for the next stretch, in bytes. */
const KEPT = 2 ** 22;
/** Bytes from which on a document shouldn't be in memory twice. */
const LARGE = 2 ** 20;

/**
 * A place for a document of so many bytes. A large one gets the memory of a scanner of its own, where it needn't be copied to be scanned.
 */
export function roomFor(length: number): Uint8Array {
  const assembly = length < LARGE ? null : instantiate();
  if (assembly === null) return new Uint8Array(length);
  const address = assembly.open(length);
  const room = new Uint8Array(assembly.memory.buffer, address, length);
  homes.set(room.buffer, { assembly, isWritten: false });
  return room;
}

/**
 * A scanner over a stretch of a document, of whose begin a line is known; `writes` if its tape is wanted. There is one at a time: another
 * one's answers are worth nothing from then on. Null where there is none: without WebAssembly (`node --jitless`), or where no process may have the 10 GB of addresses that
 * its memory reserves (`ulimit -v`).
 */
export function scan(
  bytes: Uint8Array,
  from: number,
  to: number,
  state: LineState,
  writes: boolean = false,
): Scanner | null {
  const home = homes.get(bytes.buffer);
  if (home !== undefined && !(writes && home.isWritten)) {
    home.isWritten ||= writes;
    home.assembly.begin(bytes.byteOffset, 0);
    return new Scanner(bytes, home.assembly, state);
  }
  if (common === null || (common.memory.buffer.byteLength > KEPT && to - from < KEPT)) common = instantiate();
  if (common === null) return null;
  const address = common.open(to - from);
  common.begin(address, from);
  new Uint8Array(common.memory.buffer, address, to - from).set(bytes.subarray(from, to));
  return new Scanner(bytes, common, state);
}

/** A scanner over a document, whose text begins at an offset. */
export function scanAll(bytes: Uint8Array, start: number, writes: boolean = false): Scanner | null {
  return scan(bytes, start, bytes.length, { line: 1, lineStart: start, wide: 0 }, writes);
}

function instantiate(): Assembly | null {
  try {
    module ??= new WebAssembly.Module(SCANNER);
    return new WebAssembly.Instance(module).exports as Assembly;
  } catch {
    return null;
  }
}
