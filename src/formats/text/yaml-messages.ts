import type { Span, TextFault } from './parsed-text.ts';

/** A fault as `yaml` names it, in our words: what is wrong, what should stand there, what to do. */
type Message = readonly [message: string, expected: string | null, hint: string | null];

const MESSAGES: Readonly<Record<string, Message>> = {
  ALIAS_PROPS: ['an alias cannot have an anchor or a tag', 'the alias alone: *name', null],
  BAD_ALIAS: [
    'this alias or anchor has no usable name',
    'a name after & or *',
    'text that begins with & or * needs quotes',
  ],
  BAD_DIRECTIVE: ['an unknown directive', '%YAML 1.2, or nothing', 'text that begins with % needs quotes'],
  BAD_DQ_ESCAPE: ['an unknown escape in double quotes', null, "write \\\\ for a backslash, or use 'single quotes'"],
  BAD_INDENT: ['wrong indentation: it differs from the lines around it', 'the same column as the line above it', null],
  BAD_PROP_ORDER: ['an anchor or tag is in the wrong place', 'the anchor before the value', null],
  BAD_SCALAR_START: ['text cannot begin with this character', 'quotes around it', 'put the whole text in quotes'],
  BLOCK_AS_IMPLICIT_KEY: [
    'a list or mapping begins in the middle of a line',
    'its own line, indented',
    'text with `: ` in it needs quotes',
  ],
  BLOCK_IN_FLOW: ['a list of `-` lines inside [ ] or { }', 'items separated by commas', null],
  IMPOSSIBLE: ['this is not valid YAML', null, null],
  KEY_OVER_1024_CHARS: ['a key of more than 1,024 characters', 'a shorter key', null],
  MISSING_CHAR: ['something is missing here', null, null],
  MULTILINE_IMPLICIT_KEY: [
    'a key runs over more than one line',
    '`key: value` on one line',
    'is the `:` missing after a key?',
  ],
  MULTIPLE_ANCHORS: ['two anchors on one value', 'one anchor', null],
  MULTIPLE_DOCS: ['a second document begins here', 'one document', 'remove the line `---` and everything after it'],
  MULTIPLE_TAGS: ['two tags on one value', 'one tag', null],
  RESOURCE_EXHAUSTION: ['this nests deeper than can be read', null, null],
  TAB_AS_INDENT: ['a tab is used for indentation', 'spaces', 'replace the tab by spaces'],
  TAG_RESOLVE_FAILED: ['an unknown tag', 'the value without a !tag', 'text that begins with ! needs quotes'],
  UNEXPECTED_TOKEN: ['this cannot stand here', null, null],
  BAD_COLLECTION_TYPE: ['the tag does not fit the value', 'the value without a !tag', null],
};

/**
 * A syntax fault in our own words. What most often breaks a list of routes is a path with braces without quotes: `{` opens
 * a mapping inside `[…]` and at the beginning of a value, so that has a hint of its own.
 */
export function syntaxFault(code: string, span: Span, text: string): TextFault {
  const [message, expected, hint] = missing(code, span, text) ??
    strayItem(code, span, text) ??
    MESSAGES[code] ??
    MESSAGES.IMPOSSIBLE ?? ['', null, null];
  return { code: 'yaml-syntax', message, span, expected, hint: bracesHint(span, text) ?? hint };
}

function missing(code: string, { start }: Span, text: string): Message | null {
  if (code !== 'MISSING_CHAR' && code !== 'BAD_INDENT') return null;
  if (start < text.trimEnd().length)
    return code === 'MISSING_CHAR' ? ['something is missing here', closing(text), null] : null;
  return ['the file ends too early', closing(text) ?? 'the rest of it', null];
}

/** A `-` that stands otherwise than the ones above it, which YAML takes for text and then doesn't understand. */
function strayItem(code: string, { start }: Span, text: string): Message | null {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' && code !== 'UNEXPECTED_TOKEN') return null;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (!/^\s*-\s/.test(text.slice(lineStart, lineStart + 100))) return null;
  return [
    'wrong indentation: it differs from the list items around it',
    'the `-` in the same column as the one above',
    null,
  ];
}

/** Which bracket or quote is open at the end, counted roughly: for a hint only. */
function closing(text: string): string | null {
  const count = (character: string) => text.split(character).length - 1;
  if (count('[') > count(']')) return 'a closing ]';
  if (count('{') > count('}')) return 'a closing }';
  if (count('"') % 2 === 1) return 'a closing "';
  return null;
}

function bracesHint({ start }: Span, text: string): string | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).slice(0, 500);
  const inList = /\[[^\]"']*\/[^\]"',]*\{[^\]"']*/.test(line);
  const atStart = /:\s+\{[^{}:]*\}[^\s,]/.test(line) || /-\s+\{[^{}:]*\}[^\s,]/.test(line);
  if (inList) return 'inside [ ] a path with { } needs quotes: ["GET /users/{user_id}"]';
  return atStart ? 'a value that begins with { needs quotes: host: "{tenant}.example.org"' : null;
}
