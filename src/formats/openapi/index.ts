export { type LoadFile, type LoadOptions, type OpenApiResult, readOpenApi, readOpenApiSync } from './read-openapi.ts';
export { createReader, type OpenApiReader, type OpenApiStats, type ReaderOptions, type WantedFile } from './reader.ts';
