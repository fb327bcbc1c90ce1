import { getBuiltinModule } from 'node:process';
import type { Problem } from '../model/problem.ts';
import { errorCode, fault } from './fault.ts';

const GZIP = [0x1f, 0x8b, 8];

/**
 * What a gzip file holds (`openapi.json.gz`, detected by its first bytes, RFC 1952, 2.3.1), anything else as it is. Build stores
 * and file servers keep documents that way and don't always say so in a header. Never unpacks more than `limit` bytes.
 */
export function unzipped(name: string, bytes: Buffer, limit: number): Buffer | Problem {
  if (!GZIP.every((byte, i) => bytes[i] === byte)) return bytes;
  try {
    // Loaded here, since hardly any source needs it.
    return getBuiltinModule('node:zlib').gunzipSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      const most = `${Math.floor(limit / 1024 / 1024)} MB, the limit`;
      return fault('too-large', `${name} is compressed (gzip) and holds more than ${most}`);
    }
    const why = code === 'Z_BUF_ERROR' ? 'cut off before its end' : 'damaged';
    return fault('bad-gzip', `cannot read ${name}: it is compressed (gzip), and ${why}`, 'download it again');
  }
}
