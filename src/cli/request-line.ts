import { makeRequest, type Request } from '../model/request.ts';

/** The request of a line of `--requests`, or what is wrong with the line. */
export function requestOfLine(line: string): Request | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  if (!isRecord(value)) return 'a request is an object: {"method":"GET","path":"/users"}';
  const { method, path, host, headers } = value;
  if (typeof method !== 'string' || method === '') return '`method` is missing, or is not a string';
  if (typeof path !== 'string') return '`path` is missing, or is not a string';
  if (host !== undefined && typeof host !== 'string') return '`host` is not a string';
  const ofHost = host === undefined ? {} : { host };
  if (headers === undefined) return makeRequest(method, path, ofHost);
  if (!isRecord(headers)) return '`headers` is not an object of strings';
  const lower: Record<string, string> = {};
  for (const [name, text] of Object.entries(headers)) {
    if (typeof text !== 'string') return '`headers` is not an object of strings';
    if (name !== '__proto__') lower[name.toLowerCase()] = text;
  }
  return makeRequest(method, path, { ...ofHost, headers: lower });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
