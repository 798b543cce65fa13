import { z } from 'zod';
import { notFound } from '../../http/refusal.js';
import { defineRoute, type Route } from '../../http/route.js';
import { PAGE_FILE_NAMES, pageFile } from './page-files.js';

const SECONDS_OF_A_YEAR = 31_536_000;

/** What pages are made of: the style sheet, the script and the icon. */
export const fileRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/files/:hash/:file',
    access: 'public',
    summary: 'What pages are made of',
    params: z.strictObject({ hash: z.string(), file: z.string() }),
    tagged: true,
    answer: ({ params }) => {
      const name = PAGE_FILE_NAMES.find((each) => each === params.file);
      const file = name === undefined ? undefined : pageFile(name);
      // A page of an older program asks for a file that is not there any more: it must not keep this one for it.
      if (file === undefined || file.hash !== params.hash) throw notFound('there is no such file');
      const { contentType, hash, bytes } = file;
      return new Response(bytes, {
        headers: {
          'content-type': contentType,
          etag: `"${hash}"`,
          'cache-control': `public, max-age=${SECONDS_OF_A_YEAR}, immutable`,
        },
      });
    },
  }),
];
