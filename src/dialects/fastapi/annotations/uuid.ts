import { uuidValue } from '../../starlette/convertors.ts';

/** pydantic's `UUID` from text (the uuid crate's parser): with dashes in their places or with none, `urn:uuid:`, braces. */
export function uuidFromText(text: string): string | null {
  const match = FORMS.exec(text);
  return match ? uuidValue((match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').replaceAll('-', '')) : null;
}

const DASHED = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const FORMS = new RegExp(`^(?:(${DASHED})|([0-9a-fA-F]{32})|urn:uuid:(${DASHED})|\\{(${DASHED})\\})$`);
