import * as ink from 'ink';
import * as react from 'react';
import * as jsx from 'react/jsx-runtime';

/* What the explorer takes from Ink and React: a bundle of its own (see build.js), from which bin/compile-cache.js gives it these. */
export { ink, jsx, react };
