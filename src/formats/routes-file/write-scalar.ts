/** Words that YAML reads as something else than text, in 1.1 or 1.2. */
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n|~|<<|\.nan|[-+]?\.inf)$/i;
/** Letters, digits and the signs of paths; `{` and `}` only outside of flow collections. Begins with what can't mean anything else. */
const PLAIN = {
  block: /^[A-Za-z_/$(][\p{L}\p{N} _/{}.,;$()+*=~^|<>@&!?'%-]*$/u,
  flow: /^[A-Za-z_/$(][\p{L}\p{N} _/.;$()+*=~^|<>@&!?'%-]*$/u,
} as const;
/** A colon is harmless where no space follows it and text goes on, as in `/items/{id}:activate`. */
const INNER_COLON = /:(?=[^\s:])/g;
/** What YAML doesn't allow in a text, or an editor wouldn't show; JSON's own escapes cover the rest. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A text as a YAML scalar: as it is where nothing can be misread, else in double quotes. */
export function scalar(text: string, where: 'block' | 'flow'): string {
  const bare = where === 'block' ? text.replace(INNER_COLON, '') : text;
  if (PLAIN[where].test(bare) && !RESERVED.test(text) && !text.endsWith(' ')) return text;
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
