import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Express } from 'express';
import helmet from 'helmet';

const SELF = "'self'";
const NOTHING = "'none'";

/**
 * What browsers are told to refuse: scripts of anybody else and within the page, frames around it,
 * forms that lead away.
 *
 * Styles may stand within the page, since components set them. Pictures, sounds and films come from
 * Parley alone, which looked at them; only the sandbox's phone shows what flows name, from anywhere.
 * Plain http is upgraded in production only: `npm start` has no TLS.
 */
export function securityHeaders(
  isProduction: boolean,
): (request: IncomingMessage, response: ServerResponse, next: (failure?: unknown) => void) => void {
  const desk = headers(isProduction, []);
  if (isProduction) return desk;
  const phone = headers(false, ['https:', 'http:']);
  return (request, response, next) => {
    const isPhone = request.url?.split('?', 1)[0] === PHONE;
    (isPhone ? phone : desk)(request, response, next);
  };
}

/** The page of a customer's phone, which only the sandbox has. */
const PHONE = '/phone';

/** @param pictures where they may come from, besides Parley */
function headers(isProduction: boolean, pictures: readonly string[]): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [SELF],
        scriptSrc: [SELF],
        scriptSrcAttr: [NOTHING],
        styleSrc: [SELF, "'unsafe-inline'"],
        imgSrc: [SELF, 'data:', 'blob:', ...pictures],
        mediaSrc: [SELF, 'blob:'],
        workerSrc: [SELF, 'blob:'],
        connectSrc: [SELF],
        fontSrc: [SELF, 'data:'],
        objectSrc: [NOTHING],
        baseUri: [NOTHING],
        frameAncestors: [NOTHING],
        formAction: [SELF],
      },
    },
    strictTransportSecurity: isProduction,
    xFrameOptions: { action: 'deny' },
    // The provider's sign-in page and a customer's link need not know where somebody came from.
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** What the API answers is for whoever asked, and for nobody's cache. */
export function neverCached(web: Express, path: string): void {
  web.use(path, (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
}
