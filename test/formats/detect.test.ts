import { describe, expect, it } from 'vitest';
import { detect } from '../../src/formats/detect.ts';
import { readSource } from '../../src/formats/read-source.ts';

describe('detect', () => {
  it.each([
    ['routes-file', 'routes: [GET /a]'],
    ['routes-file', '# comment\n---\nframework: fastapi\n'],
    ['routes-file', '\ufeffrouters: {}\n'],
    ['routes-file', '{"routes": []}'],
    ['routes-file', '{ framework: openapi, routes: [] }'],
    ['routes-file', '{"$schema": "x", "routes": ['],
    ['routes-file', '"routes": []'],
    ['routes-file', 'docs_url: null'],
    ['routes-file', 'routes:\n  - GET /openapi: x\n'],
    ['openapi-document', 'openapi: 3.1.0\npaths: {}'],
    ['openapi-document', "'swagger': '2.0'"],
    ['openapi-document', 'info:\n  title: "routes: x"\npaths:\n'],
    ['openapi-document', '{"info": {"routes": 1, "title": "}{,routes: \\""}, "paths": {}}'],
    ['openapi-document', '{"components": {}, "openapi": "3.0.0"}'],
    ['openapi-document', 'info: {}\r\nopenapi: 3.0.0\r\n'],
    ['openapi-document', `{"info": {"description": ${JSON.stringify('x'.repeat(1e6))}}, "paths": {}}`],
  ])('takes for %s: %s', (format, text) => expect(detect(text, 'x')).toBe(format));

  it.each([
    ['', 'this file is empty'],
    ['  \n', 'this file is empty'],
    ['<!DOCTYPE html>\n<html><title>routes: x</title>', 'this is an HTML page'],
    ['<?xml version="1.0"?>', 'this is XML or HTML'],
    ['{"detail":"Not Found"}', 'this is an error answer, not a document'],
    ['{"name": "x", "dependencies": {}}', 'this looks like a package.json'],
    ['{"info": {}, "item": []}', 'this looks like a Postman collection'],
    ['[{"path": "/"}]', 'this is a list'],
    ['- GET /users\n', 'this is a list without a key above it'],
    ['a: 1\nb: 2', 'this has no routes: its keys are `a`, `b`'],
    ['from fastapi import FastAPI\napp = FastAPI()\n', 'this looks like a program'],
    ['hello world', 'this is plain text'],
    ['apiVersion: v1\nkind: Service\n', 'this has no routes: its keys are `apiVersion`, `kind`'],
    ['"text"', 'this is JSON without any routes'],
  ])('says of %j: %s', (text, message) => {
    expect(detect(text, 'x.yaml')).toMatchObject({
      code: 'unknown-format',
      message,
      expected: expect.stringContaining('openapi:'),
    });
  });

  it('suggests a misspelt key', () => {
    expect(detect('ruotes: [GET /a]', 'x')).toMatchObject({ hint: '`ruotes`: did you mean `routes`?' });
  });
});

describe('readSource', () => {
  it.each([
    ['routes-file', 'routes: [GET /a]', true],
    ['openapi-document', '{"openapi": "3.0.0", "info": {}, "paths": {"/a": {"get": {}}}}', true],
    [null, 'hello', false],
  ])('reads a source as %s', async (format, text, usable) => {
    const reading = await readSource(text, { name: 'source' });
    expect([reading.format, reading.tree !== null]).toEqual([format, usable]);
  });
});
