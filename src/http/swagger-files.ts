import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file that the page of the API is made of. */
interface PageFile {
  readonly contentType: string;
  readonly read: () => Promise<string | Uint8Array<ArrayBuffer>>;
}

const require = createRequire(import.meta.url);

/** Where the page is, and its files below it. */
export const DOCUMENTATION_PATH = '/api/v1/docs';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Attain: the API</title>
<link rel="icon" href="${DOCUMENTATION_PATH}/favicon.png">
<link rel="stylesheet" href="${DOCUMENTATION_PATH}/swagger-ui.css">
</head>
<body>
<div id="api"><noscript>This page needs scripts; the document itself is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</noscript></div>
<script src="${DOCUMENTATION_PATH}/swagger-ui.js"></script>
<script src="${DOCUMENTATION_PATH}/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
});
`;

const SCRIPT = 'text/javascript; charset=utf-8';

/** The files by the name under which each is served; '' is the page itself. */
export const PAGE_FILES: Readonly<Record<string, PageFile>> = {
  '': { contentType: 'text/html; charset=utf-8', read: async () => PAGE },
  'start.js': { contentType: SCRIPT, read: async () => START },
  'swagger-ui.js': { contentType: SCRIPT, read: () => packaged('swagger-ui-bundle.js') },
  'swagger-ui.css': { contentType: 'text/css; charset=utf-8', read: () => packaged('swagger-ui.css') },
  'favicon.png': { contentType: 'image/png', read: () => packaged('favicon-32x32.png') },
};

/** A file as the package has it, so that the page needs no other server. */
async function packaged(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = dirname(require.resolve('swagger-ui-dist/package.json'));
  return new Uint8Array(await readFile(join(folder, name)));
}
