import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import compression from 'compression';
import express, { type Express } from 'express';

const A_YEAR = '365d';

/**
 * Serves the built web app: its pages by name, its assets by their hashed names, compressed, which
 * may be kept for ever.
 *
 * @param folder where the build put it (`web/dist`)
 * @param pages paths, such as `/phone`, each with the file that it shows
 */
export function serveWebApp(
  app: Express,
  folder: string,
  pages: Readonly<Record<string, string>>,
): void {
  // With a root, a folder above it may begin with a dot without hiding the page.
  const root = resolve(folder);
  const kept = { immutable: true, maxAge: A_YEAR };
  app.use('/assets', compression(), express.static(join(root, 'assets'), kept));
  for (const [path, file] of Object.entries(pages)) {
    app.get(path, (_request, response) => {
      if (existsSync(join(root, file))) {
        response.set('Cache-Control', 'no-cache').sendFile(file, { root });
        return;
      }
      response.status(503).type('text').send('The web app is not built: run `npm run build`\n');
    });
  }
}
