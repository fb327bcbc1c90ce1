import { nearest } from '../model/nearest.ts';

export const COMMANDS: readonly string[] = ['list', 'explain', 'lint', 'check', 'help'];

/** The command that a misspelt word may mean; null for none. */
export const commandMeant = (word: string): string | null => (/^[a-z]+$/.test(word) ? nearest(word, COMMANDS) : null);
